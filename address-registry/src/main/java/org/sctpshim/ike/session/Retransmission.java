package org.sctpshim.ike.session;

/**
 * When a request that is not answered is sent again, and when the peer is given up on (RFC 7296 section 2.4, RFC 4555
 * sections 3.5 and 3.11).
 *
 * @param firstNs the wait after the first transmission
 * @param mostNs the longest wait; each wait is one and a half times the one before
 * @param triesOnOnePair how often a request goes over one pair before others are tried, or before a request about that
 *     pair counts as unanswered
 * @param patienceNs after how long without an answer the IKE SA is given up; a responder must be patient for minutes
 */
public record Retransmission(long firstNs, long mostNs, int triesOnOnePair, long patienceNs) {
    private static final long MILLISECOND_NS = 1_000_000L;

    /** Checks the figures. */
    public Retransmission {
        if (firstNs <= 0 || mostNs < firstNs || triesOnOnePair < 1 || patienceNs < mostNs) {
            throw new IllegalArgumentException("retransmission figures contradict each other");
        }
    }

    /** What an initiator uses: other pairs after about 0.6 s, gives up after 60 s and establishes anew. */
    public static Retransmission ofInitiator() {
        return new Retransmission(250 * MILLISECOND_NS, 4_000 * MILLISECOND_NS, 2, 60_000 * MILLISECOND_NS);
    }

    /** What a responder uses: it waits 5 minutes for an initiator that is looking for a way (RFC 4555 section 3.11). */
    public static Retransmission ofResponder() {
        return new Retransmission(250 * MILLISECOND_NS, 4_000 * MILLISECOND_NS, 2, 300_000 * MILLISECOND_NS);
    }

    long waitNs(int transmissions) {
        long waitNs = firstNs;
        for (int i = 1; i < transmissions && waitNs < mostNs; i++) {
            waitNs += waitNs / 2;
        }
        return Math.min(mostNs, waitNs);
    }
}
