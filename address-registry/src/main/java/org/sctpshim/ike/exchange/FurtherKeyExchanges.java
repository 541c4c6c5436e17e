package org.sctpshim.ike.exchange;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sctpshim.ike.crypto.RandomSource;
import org.sctpshim.ike.wire.Bytes;

/**
 * The series of key exchanges that the peer has begun and not ended yet (RFC 9370 section 2.2.4). Each is known by a link
 * that is made anew with every answer. There is room for a window of them, for a while each, so that a peer cannot make
 * this host hold more.
 */
public final class FurtherKeyExchanges {
    /** As many as may be on their way at once. */
    static final int MOST = 16;

    /** How long the peer may take for the next one, longer than it sends it again. */
    private static final long PATIENCE_NS = 180_000_000_000L;

    private static final int LINK_OCTETS = 16;

    /**
     * One series.
     *
     * @param about what is replaced by what comes of it
     */
    record Pending(Object about, KeyExchangeSeries series, Sequel sequel, long untilNs) {
        void fail(ExchangeContext context, String reason) {
            series.wipe();
            sequel.failed(context, reason);
        }
    }

    private final Map<Bytes, Pending> byLink = new LinkedHashMap<>();

    /** Starts with none. */
    public FurtherKeyExchanges() {}

    /** Whether there is no room for another one. */
    public boolean isFull() {
        return byLink.size() >= MOST;
    }

    /**
     * The peer begins a series, or goes on with it.
     *
     * @return the link that the peer's next request must carry
     */
    public Bytes await(Object about, KeyExchangeSeries series, Sequel sequel, RandomSource random, long nowNs) {
        Bytes link = Bytes.of(random.bytes(LINK_OCTETS));
        byLink.put(link, new Pending(about, series, sequel, nowNs + PATIENCE_NS));
        return link;
    }

    /** Takes out the series of a link. */
    Optional<Pending> take(Bytes link) {
        return Optional.ofNullable(byLink.remove(link));
    }

    /** Whether one is pending about it. */
    public boolean has(Object about) {
        return byLink.values().stream().anyMatch(pending -> pending.about.equals(about));
    }

    /** Ends what is pending about it; the peer will be told that nobody knows of it. */
    public void drop(ExchangeContext context, Object about, String reason) {
        for (Map.Entry<Bytes, Pending> entry : List.copyOf(byLink.entrySet())) {
            if (entry.getValue().about.equals(about) && byLink.remove(entry.getKey()) != null) {
                entry.getValue().fail(context, reason);
            }
        }
    }

    /** Ends all that the peer has left open for too long. */
    public void expire(ExchangeContext context, long nowNs) {
        Iterator<Pending> oldest = List.copyOf(byLink.values()).iterator();
        while (oldest.hasNext()) {
            Pending pending = oldest.next();
            if (pending.untilNs <= nowNs && byLink.values().remove(pending)) {
                pending.fail(context, "the peer did not go on with its key exchanges");
            }
        }
    }

    /** Ends all. */
    public void dropAll(ExchangeContext context, String reason) {
        List<Pending> all = List.copyOf(byLink.values());
        byLink.clear();
        all.forEach(pending -> pending.fail(context, reason));
    }

    /** When {@link #expire} wants to be called; {@link Long#MAX_VALUE} for never. */
    public long deadlineNs() {
        return byLink.isEmpty() ? Long.MAX_VALUE : byLink.values().iterator().next().untilNs;
    }
}
