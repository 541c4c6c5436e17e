package org.sctpshim.shim.status;

/**
 * How often SAs with a peer were replaced by ones with fresh keys, whichever end asked for it.
 *
 * @param ikeSas IKE SAs replaced
 * @param ikeSasFailed attempts that failed; the IKE SA stays, and it is tried again
 * @param childSas Child SAs replaced
 * @param childSasFailed attempts that failed; the Child SA stays, and it is tried again
 */
public record RekeyCounts(long ikeSas, long ikeSasFailed, long childSas, long childSasFailed) {
    /** Nothing has happened yet. */
    public static final RekeyCounts NONE = new RekeyCounts(0, 0, 0, 0);
}
