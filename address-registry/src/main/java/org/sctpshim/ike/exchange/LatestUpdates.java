package org.sctpshim.ike.exchange;

/**
 * Remembers the highest message ids that updated the peer's list and the SA's addresses, since with a window the
 * requests may come in another order than they were made (RFC 4555 sections 3.5 and 3.6: the latest wins).
 */
public final class LatestUpdates {
    private long lastList = -1;
    private long lastMove = -1;
    private long ownMoves;

    /** Starts with no update seen. */
    public LatestUpdates() {}

    /** Takes note of a list update; false where a later one was seen already. */
    public boolean listIsNewest(int messageId) {
        long id = Integer.toUnsignedLong(messageId);
        if (id < lastList) {
            return false;
        }
        lastList = id;
        return true;
    }

    /** Takes note of an address update; false where a later one was seen already. */
    public boolean moveIsNewest(int messageId) {
        long id = Integer.toUnsignedLong(messageId);
        if (id < lastMove) {
            return false;
        }
        lastMove = id;
        return true;
    }

    /** This host moves the IKE SA: answers to what it said of earlier moves are void (RFC 4555 section 3.5). */
    public void ownMoveBegins() {
        ownMoves++;
    }

    /** How often this host has moved the IKE SA. */
    public long ownMoves() {
        return ownMoves;
    }
}
