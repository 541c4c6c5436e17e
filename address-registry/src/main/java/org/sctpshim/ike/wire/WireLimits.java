package org.sctpshim.ike.wire;

/**
 * How much of anything the reader takes. Generous beside what peers send, small beside what would let one datagram
 * make us work or allocate without bound.
 */
public final class WireLimits {
    /** Octets of a message, header included: what a UDP datagram can carry at most. */
    public static final int MESSAGE_OCTETS = 65_535;

    /** Payloads of one chain. */
    public static final int PAYLOADS = 100;

    /** Proposals of one SA payload. */
    public static final int PROPOSALS = 64;

    /** Transforms of one proposal. */
    public static final int TRANSFORMS = 128;

    /** Attributes of one transform. */
    public static final int ATTRIBUTES = 8;

    /** Traffic selectors of one payload. */
    public static final int TRAFFIC_SELECTORS = 64;

    /** SPIs of one Delete payload. */
    public static final int DELETED_SPIS = 1_024;

    /** Octets of a notify's data. */
    public static final int NOTIFY_DATA_OCTETS = 4_096;

    /** Octets of an identification. */
    public static final int IDENTIFICATION_OCTETS = 4_096;

    /** Octets of a nonce, least and most (RFC 7296 section 3.9). */
    public static final int NONCE_OCTETS_LEAST = 16;

    public static final int NONCE_OCTETS_MOST = 256;

    private WireLimits() {}
}
