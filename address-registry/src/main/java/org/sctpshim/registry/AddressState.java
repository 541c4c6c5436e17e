package org.sctpshim.registry;

/** Where an address of a peer stands. Protection is a matter of paths: see {@link PathState}. */
public enum AddressState {
    /** Claimed by the peer or vouched for by policy; return routability is not shown. */
    CLAIMED,
    /** Return routability is shown; another term of the rule is missing. */
    REACHABLE,
    /** The rule holds: the address may be the end point of an SA. */
    AUTHORISED
}
