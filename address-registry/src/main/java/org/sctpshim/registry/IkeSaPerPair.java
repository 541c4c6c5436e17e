package org.sctpshim.registry;

/**
 * Whether each pair of addresses gets an IKE SA of its own, initiated from these addresses. That is all that a peer
 * accepts whose transport-mode SAs must have the addresses of the IKE SA: it knows nothing of the draft's relaxed rule.
 */
public enum IkeSaPerPair {
    /** With such a peer always, even if it announces the relaxed rule. */
    REQUIRED,
    /** Where the relaxed rule is not in force with the peer: neither configured nor announced. */
    PREFERRED,
    /** Never: one IKE SA for all pairs; what the peer refuses under it stays unprotected and blocked. */
    NEVER
}
