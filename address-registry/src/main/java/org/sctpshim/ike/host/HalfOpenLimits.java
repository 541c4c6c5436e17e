package org.sctpshim.ike.host;

/**
 * How many IKE SAs that others initiate may be half open at once (RFC 7296 section 2.6, RFC 8019). From {@code
 * cookiesFrom} on an initiator has to show by a cookie that it is at the address it speaks from, and before that nothing
 * is kept of it: so those who forge addresses never get beyond this number.
 *
 * @param cookiesFrom from how many on every initiator must show a cookie; 0 for always
 * @param perSource how many one address may have; from there on it must show a cookie, and those shown one count alone
 * @param total how many there may be at all
 */
public record HalfOpenLimits(int cookiesFrom, int perSource, int total) {
    /** Cookies from 30 on, 8 an address, 200 at all. */
    public static final HalfOpenLimits DEFAULT = new HalfOpenLimits(30, 8, 200);

    /** Checks the figures. */
    public HalfOpenLimits {
        if (cookiesFrom < 0 || perSource < 1 || total < 1) {
            throw new IllegalArgumentException("limits of half-open IKE SAs: " + cookiesFrom + ", " + perSource
                    + " and " + total + "; let in at least one");
        }
    }
}
