package org.sctpshim.ike.sa;

/**
 * Whether Child SAs with a peer are in transport mode (RFC 7296 section 1.3.1). One in tunnel mode takes its outer
 * addresses from the IKE SA (RFC 4555 section 3.3), so all paths of a peer go over one pair.
 */
public enum TransportMode {
    /** Always; a peer that insists on tunnel mode is refused. */
    REQUIRED,
    /** Where the peer agrees to it; else tunnel mode. */
    PREFERRED,
    /** Never asked for nor agreed to: tunnel mode. */
    NEVER
}
