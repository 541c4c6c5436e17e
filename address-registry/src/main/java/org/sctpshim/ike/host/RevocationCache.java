package org.sctpshim.ike.host;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sctpshim.ike.auth.RevocationAnswers;
import org.sctpshim.ike.auth.RevocationQuery;
import org.sctpshim.ike.wire.Bytes;

/**
 * What the network answered about the revocation of certificates. An answer is used for a while, since a peer comes back
 * with the same certificate; a failure for a shorter while, so that a responder that is down holds nobody up. How long an
 * answer is believed is in its signed dates, not here.
 */
final class RevocationCache implements RevocationAnswers {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long KEEP_ANSWER_NS = 600 * SECOND_NS;
    private static final long KEEP_FAILURE_NS = 30 * SECOND_NS;

    /** After how long a query that the driver left without any answer is put to it again. */
    private static final long ASK_AGAIN_NS = 10 * SECOND_NS;

    private static final int MOST = 256;

    private record Entry(Answer answer, long untilNs) {}

    private final HostScope scope;
    /** In the order in which they came, the oldest first. */
    private final Map<RevocationQuery, Entry> entries = new LinkedHashMap<>();

    RevocationCache(HostScope scope) {
        this.scope = scope;
    }

    @Override
    public Answer of(RevocationQuery query) {
        Entry entry = entries.get(query);
        return entry == null || scope.nowNs() >= entry.untilNs() ? Answer.NOT_ASKED : entry.answer();
    }

    /** Those of the queries that the driver is to ask: the others it is asking already. */
    Set<RevocationQuery> toAsk(Set<RevocationQuery> queries) {
        Set<RevocationQuery> fresh = new HashSet<>();
        for (RevocationQuery query : queries) {
            Entry entry = entries.get(query);
            if (entry == null || scope.nowNs() >= entry.untilNs()) {
                put(query, Answer.NOT_ASKED, ASK_AGAIN_NS);
                fresh.add(query);
            }
        }
        return fresh;
    }

    void answered(RevocationQuery query, Optional<Bytes> content) {
        if (content.isPresent()) {
            put(query, new Answer.Came(content.get()), KEEP_ANSWER_NS);
        } else {
            put(query, Answer.FAILED, KEEP_FAILURE_NS);
        }
    }

    private void put(RevocationQuery query, Answer answer, long keepNs) {
        entries.remove(query);
        entries.put(query, new Entry(answer, scope.nowNs() + keepNs));
        Iterator<RevocationQuery> oldest = entries.keySet().iterator();
        while (entries.size() > MOST) {
            oldest.next();
            oldest.remove();
        }
    }
}
