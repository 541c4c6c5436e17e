package org.sctpshim.ike.exchange;

/**
 * Remembers which requests of the peer updated its list and the SA's addresses last, since with a window they may come
 * in another order than they were made (RFC 4555 sections 3.5 and 3.6: the latest wins). An IKE SA that takes the place
 * of another counts its messages from 0 anew, and all of its requests are later than those of the other.
 */
public final class LatestUpdates {
    private static final int MESSAGE_ID_BITS = 32;

    private static final class Latest {
        private long list = -1;
        private long move = -1;
        private long ownMoves;
    }

    private final Latest latest;
    private final long generation;

    /** Starts with no update seen. */
    public LatestUpdates() {
        this(new Latest(), 0);
    }

    private LatestUpdates(Latest latest, long generation) {
        this.latest = latest;
        this.generation = generation;
    }

    /** For the IKE SA that takes the place; both know what the other has seen. */
    public LatestUpdates ofSuccessor() {
        return new LatestUpdates(latest, generation + 1);
    }

    /** Takes note of a list update; false where a later one was seen already. */
    public boolean listIsNewest(int messageId) {
        long order = order(messageId);
        boolean newest = order >= latest.list;
        latest.list = newest ? order : latest.list;
        return newest;
    }

    /** Takes note of an address update; false where a later one was seen already. */
    public boolean moveIsNewest(int messageId) {
        long order = order(messageId);
        boolean newest = order >= latest.move;
        latest.move = newest ? order : latest.move;
        return newest;
    }

    private long order(int messageId) {
        return generation << MESSAGE_ID_BITS | Integer.toUnsignedLong(messageId);
    }

    /** This host moves the IKE SA: answers to what it said of earlier moves are void (RFC 4555 section 3.5). */
    public void ownMoveBegins() {
        latest.ownMoves++;
    }

    /** How often this host has moved the IKE SA. */
    public long ownMoves() {
        return latest.ownMoves;
    }
}
