package org.sctpshim.esp;

/**
 * What became of one packet. There is one counter for each; nothing is thrown or logged for a packet.
 */
@SuppressWarnings("EnumOrdinal") // a dense number is what is wanted
public enum Verdict {
    /** Not looked at yet: the slot was filled after the last call, or is not in use. */
    PENDING,

    /** Sealed: the slot holds an ESP packet to be sent. */
    SEALED,
    /** Opened: the slot holds an authentic clear packet to be delivered. */
    OPENED,

    /** Outbound: no SA for the path. Inbound: no SA with this SPI for this destination. Dropped. */
    NO_SA,
    /**
     * The slot holds less than its IP header, ESP header or SCTP header says, or what is encrypted is no whole number of
     * the cipher's blocks. Dropped.
     */
    TRUNCATED,
    /** The sealed packet would not fit the slot or the 16 bit length field of IP. Dropped. */
    OVERSIZED,
    /** Neither IPv4 nor IPv6, or an IP header that contradicts itself. Dropped. */
    MALFORMED,
    /** Outbound: the packet does not carry SCTP. Inbound: it does not carry ESP. Dropped. */
    WRONG_PROTOCOL,
    /** A fragment: transport mode works on whole packets (RFC 4303 section 3.3.4). Dropped. */
    FRAGMENT,
    /**
     * An IPv6 extension header that cannot stand before ESP, a chain of too many, or a routing header with segments left,
     * whose destination is not the one that the SA was chosen for. Outbound also any option or extension header of a packet
     * whose ESP goes within UDP, which would lose it. Dropped.
     */
    EXTENSION_HEADER,

    /** The SA has used its last sequence number (RFC 4303 section 3.3.3). Dropped. */
    SEQUENCE_EXHAUSTED,
    /** The SA has reached its hard lifetime (RFC 4301 section 4.4.2.1). Dropped. */
    LIFETIME_EXPIRED,
    /** The cipher refused to seal, such as after its key was wiped. Dropped. */
    CIPHER_FAILED,

    /**
     * The sequence number was seen already, is left of the window, or is zero (RFC 4303 section 3.4.3). Dropped. With
     * extended sequence numbers one left of the window counts as {@link #BAD_ICV}, since its high half is then guessed as
     * the next one (RFC 4303 appendix A2.2).
     */
    REPLAYED,
    /** The integrity check failed, whatever the reason (RFC 4303 section 3.4.4). Dropped. */
    BAD_ICV,
    /** Authentic, but the padding is not 1, 2, 3 ... or longer than the payload (RFC 4303 section 2.4). Dropped. */
    BAD_PADDING,
    /** Authentic, but not what the SA was negotiated for: addresses, protocol or ports (RFC 4301 section 5.2). Dropped. */
    SELECTOR_MISMATCH,
    /**
     * Authentic, from a tunnel that met congestion, and its transport could not be told otherwise (RFC 6040 section 4.2).
     * Dropped.
     */
    CONGESTION_UNHEARD,
    /** Authentic, and a dummy packet sent to hide the traffic pattern (RFC 4303 section 2.6). Dropped. */
    DUMMY;

    private static final Verdict[] VALUES = values();

    private final byte code = (byte) ordinal();

    /** How many verdicts there are. */
    static int count() {
        return VALUES.length;
    }

    /** A dense number that is never stored for long. */
    byte code() {
        return code;
    }

    static Verdict of(byte code) {
        return VALUES[code];
    }
}
