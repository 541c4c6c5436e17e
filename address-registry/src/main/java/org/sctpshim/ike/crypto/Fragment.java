package org.sctpshim.ike.crypto;

import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;
import org.sctpshim.ike.wire.PayloadType;

/**
 * An authentic fragment of a message (RFC 7383 section 2.5), opened.
 *
 * @param header the same in all fragments of a message
 * @param number 1..total
 * @param total how many the sender made of the message
 * @param firstInner the type of the message's first inner payload in fragment 1, else {@link PayloadType#NONE}
 * @param part the part of the inner payloads that it carries, without padding
 */
public record Fragment(IkeHeader header, int number, int total, PayloadType firstInner, Bytes part) {
    /**
     * The message that the fragments are all of. Limits of what is kept until then are the caller's.
     *
     * @param fragments in order, each once
     * @return empty where they are not all fragments of one message
     */
    public static Optional<Opening> join(List<Fragment> fragments) {
        if (!isWhole(fragments)) {
            return Optional.empty();
        }
        Fragment first = fragments.get(0);
        Bytes chain = Bytes.concat(fragments.stream().map(Fragment::part).toArray(Bytes[]::new));
        return Optional.of(read(first.header(), first.firstInner(), chain));
    }

    /** Reads the payloads inside a message. */
    static Opening read(IkeHeader header, PayloadType firstInner, Bytes chain) {
        try {
            IkeMessage message = new IkeMessage(header, MessageReader.readPayloads(firstInner, chain));
            return new Opening.Opened(message, chain);
        } catch (MalformedMessageException e) {
            return new Opening.MalformedInside(header, e);
        }
    }

    private static boolean isWhole(List<Fragment> fragments) {
        for (int i = 0; i < fragments.size(); i++) {
            Fragment each = fragments.get(i);
            if (each.number() != i + 1
                    || each.total() != fragments.size()
                    || !each.header().equals(fragments.get(0).header())) {
                return false;
            }
        }
        return !fragments.isEmpty();
    }
}
