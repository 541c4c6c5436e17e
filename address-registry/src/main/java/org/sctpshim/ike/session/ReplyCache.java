package org.sctpshim.ike.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The peer's requests: which message ids may come, and the answers to those that came, for when they come again (RFC
 * 7296 sections 2.1 and 2.3). Holds one window of answers at most.
 */
final class ReplyCache {
    /** What a message id means. */
    enum Kind {
        /** Seen for the first time. */
        FRESH,
        /** Answered before; the same answer goes out again. */
        REPEATED,
        /** Too old or too new. */
        OUTSIDE
    }

    private final int window;
    private final Map<Long, SealedMessage> answers = new LinkedHashMap<>();
    private long lowestUnseen;

    ReplyCache(int window, long firstId) {
        this.window = window;
        this.lowestUnseen = firstId;
    }

    Kind kind(int messageId) {
        long id = Integer.toUnsignedLong(messageId);
        if (answers.containsKey(id)) {
            return Kind.REPEATED;
        }
        return id >= lowestUnseen && id < lowestUnseen + window ? Kind.FRESH : Kind.OUTSIDE;
    }

    @Nullable
    SealedMessage answer(int messageId) {
        return answers.get(Integer.toUnsignedLong(messageId));
    }

    void answered(int messageId, SealedMessage answer) {
        answers.put(Integer.toUnsignedLong(messageId), answer);
        while (answers.containsKey(lowestUnseen)) {
            lowestUnseen++;
        }
        answers.keySet().removeIf(id -> id < lowestUnseen - window);
    }
}
