package org.sctpshim.ike.wire;

/**
 * Notify payload (RFC 7296 section 3.10).
 *
 * <pre>
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |  Protocol ID  |   SPI Size    |      Notify Message Type      |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * ~                Security Parameter Index (SPI)                 ~
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * ~                       Notification Data                       ~
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * @param protocol of the SA whose SPI is given, else {@link ProtocolId#NONE}
 * @param kind the notify message type
 * @param spi of the SA it concerns, empty where it concerns none or the IKE SA
 */
public record NotifyPayload(ProtocolId protocol, Bytes spi, NotifyType kind, Bytes data) implements Payload {
    public NotifyPayload {
        if (spi.length() > 255 || data.length() > WireLimits.NOTIFY_DATA_OCTETS) {
            throw new IllegalArgumentException(
                    "a notify with " + spi.length() + " octets of SPI and " + data.length() + " of data");
        }
    }

    /** A notify that says all by its type. */
    public static NotifyPayload of(NotifyType notify) {
        return of(notify, Bytes.EMPTY);
    }

    public static NotifyPayload of(NotifyType notify, Bytes data) {
        return new NotifyPayload(ProtocolId.NONE, Bytes.EMPTY, notify, data);
    }

    /** A notify about the Child SA with this SPI, which for REKEY_SA is the sender's inbound one. */
    public static NotifyPayload about(ProtocolId protocol, Bytes spi, NotifyType notify) {
        return new NotifyPayload(protocol, spi, notify, Bytes.EMPTY);
    }

    /** The group that the responder wants instead (RFC 7296 section 1.2). */
    public static NotifyPayload invalidKeyExchange(KeyExchangeMethod wanted) {
        return of(
                NotifyType.INVALID_KE_PAYLOAD,
                new OctetWriter().u16(wanted.code()).toBytes());
    }

    /** The type of the payload that was critical and unknown (RFC 7296 section 2.5). */
    public static NotifyPayload unsupportedCriticalPayload(PayloadType unknown) {
        return of(NotifyType.UNSUPPORTED_CRITICAL_PAYLOAD, Bytes.of((byte) unknown.code()));
    }

    /** How many requests the sender takes before it has answered the first (RFC 7296 section 2.3). */
    public static NotifyPayload windowSize(int requests) {
        return of(NotifyType.SET_WINDOW_SIZE, new OctetWriter().i32(requests).toBytes());
    }

    /** For how many seconds authentication is good (RFC 4478 section 3). */
    public static NotifyPayload authenticationLifetime(int seconds) {
        return of(NotifyType.AUTH_LIFETIME, new OctetWriter().i32(seconds).toBytes());
    }

    /** Reads the data of AUTH_LIFETIME: seconds. */
    public long readAuthenticationLifetime() throws MalformedMessageException {
        OctetReader in = OctetReader.over(data);
        long seconds = Integer.toUnsignedLong(in.i32("lifetime"));
        in.requireEnd("AUTH_LIFETIME data");
        return seconds;
    }

    /** Reads the data of INVALID_KE_PAYLOAD. */
    public KeyExchangeMethod readWantedKeyExchange() throws MalformedMessageException {
        OctetReader in = OctetReader.over(data);
        KeyExchangeMethod wanted = new KeyExchangeMethod(in.u16("wanted key exchange method"));
        in.requireEnd("INVALID_KE_PAYLOAD data");
        return wanted;
    }

    /** Reads the data of SET_WINDOW_SIZE, which is at least 1. */
    public int readWindowSize() throws MalformedMessageException {
        OctetReader in = OctetReader.over(data);
        int requests = in.i32("window size");
        in.requireEnd("SET_WINDOW_SIZE data");
        if (requests == 0) {
            throw in.malformed("window size", "0");
        }
        // A window beyond what an int holds is as good as the largest int.
        return requests < 0 ? Integer.MAX_VALUE : requests;
    }

    @Override
    public PayloadType type() {
        return PayloadType.N;
    }

    public boolean is(NotifyType type) {
        return kind.equals(type);
    }

    static NotifyPayload read(OctetReader in) throws MalformedMessageException {
        ProtocolId protocol = new ProtocolId(in.u8("notify protocol"));
        int spiLength = in.u8("notify SPI size");
        NotifyType type = new NotifyType(in.u16("notify type"));
        Bytes spi = in.bytes(spiLength, "notify SPI");
        if (in.remaining() > WireLimits.NOTIFY_DATA_OCTETS) {
            throw in.malformed("notify data", "more than " + WireLimits.NOTIFY_DATA_OCTETS + " octets");
        }
        return new NotifyPayload(protocol, spi, type, in.rest());
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(protocol.code()).u8(spi.length()).u16(kind.code()).bytes(spi).bytes(data);
    }

    /** As people write it: N(TYPE), with SPI and data where there are any. */
    @Override
    public String toString() {
        return "N(" + kind + (spi.isEmpty() ? "" : " " + protocol + " " + spi) + (data.isEmpty() ? "" : ", " + data)
                + ")";
    }
}
