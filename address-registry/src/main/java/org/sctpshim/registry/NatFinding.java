package org.sctpshim.registry;

/**
 * What is known of NATs between this host and a peer, the weakest finding first. A NAT falsifies the addresses that a
 * peer lists, hence the list is a ground only where policy is content with the finding (RFC 4555 sections 3.4 and 3.9).
 */
public enum NatFinding {
    /** NAT detection saw one: the list is never a ground, and only where the peer speaks from counts. */
    DETECTED,
    /** Nobody said anything of NATs. */
    UNKNOWN,
    /** NAT detection saw none on the way that IKE_SA_INIT took (RFC 7296 section 2.23). */
    NOT_DETECTED,
    /** NO_NATS_ALLOWED came with the list, and the message's headers agree with it (RFC 4555 section 3.9). */
    VOWED;

    /** Whether this finding is as good as another one. */
    boolean atLeast(NatFinding other) {
        return compareTo(other) >= 0;
    }
}
