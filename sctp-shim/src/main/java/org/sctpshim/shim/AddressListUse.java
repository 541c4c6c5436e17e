package org.sctpshim.shim;

/**
 * Whether the addresses that a peer advertises by MOBIKE may become endpoints of its paths, as the draft's rule has it.
 * RFC 4555, section 3.4 does not foresee that use, so both sides have to want it. Return routability is shown in any
 * case, and no NAT may be in between.
 */
public enum AddressListUse {
    /** Only addresses configured for the peer are used. */
    NEVER,
    /** If the peer announces by its vendor id that it means its list so. */
    IF_ANNOUNCED,
    /** Also if it announces nothing: its operator has agreed by other means. */
    AGREED
}
