package org.sctpshim.registry;

/**
 * How strictly two terms of {@link AuthorisationRule} are taken with one peer.
 *
 * @param leastNatFinding what must be known of NATs for a listed address to be a ground; never {@link
 *     NatFinding#DETECTED}, since a NAT that was seen has falsified the list
 * @param vouchedNeedReachability whether an address that policy vouches for must be shown to be reachable too, the
 *     default of RFC 4555 section 3.7; the same section lets the check be omitted where the address is vouched for
 *     otherwise
 */
public record GroundTerms(NatFinding leastNatFinding, boolean vouchedNeedReachability) {
    /** The strictest: NO_NATS_ALLOWED verified, and return routability shown for every address. */
    public static final GroundTerms STRICT = new GroundTerms(NatFinding.VOWED, true);

    /**
     * Checks the terms.
     *
     * @throws IllegalArgumentException if a list were to count although a NAT was detected
     */
    public GroundTerms {
        if (leastNatFinding == NatFinding.DETECTED) {
            throw new IllegalArgumentException("a list that came through a NAT is no ground for anything:"
                    + " ask for UNKNOWN at least, or vouch for the peer's addresses by policy");
        }
    }

    /** The same, content with this finding. */
    public GroundTerms withLeastNatFinding(NatFinding least) {
        return new GroundTerms(least, vouchedNeedReachability);
    }

    /** The same, where an address that policy vouches for is taken as it is. */
    public GroundTerms withVouchedTakenAsTheyAre() {
        return new GroundTerms(leastNatFinding, false);
    }
}
