package org.sctpshim.ike.wire;

/**
 * NO_NATS_ALLOWED (RFC 4555 section 4.2.6): addresses and ports as the sender put them into the IP and UDP headers, so
 * that the receiver sees whether anything on the way changed them.
 *
 * <pre>
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * ~                 Source address (4 or 16)                      ~
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * ~               Destination address (4 or 16)                   ~
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |          Source port          |       Destination port        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>12 octets for IPv4, 36 for IPv6.
 */
public record NoNatsAllowed(IpAddress source, IpAddress destination, int sourcePort, int destinationPort) {
    private static final int IPV4_DATA_OCTETS = 12;
    private static final int IPV6_DATA_OCTETS = 36;

    public NoNatsAllowed {
        if (source.isIpv4() != destination.isIpv4() || (sourcePort | destinationPort) >>> 16 != 0) {
            throw new IllegalArgumentException(
                    "no such pair: " + source + ":" + sourcePort + " to " + destination + ":" + destinationPort);
        }
    }

    public NotifyPayload toNotify() {
        OctetWriter out = new OctetWriter();
        out.bytes(source.octets()).bytes(destination.octets()).u16(sourcePort).u16(destinationPort);
        return NotifyPayload.of(NotifyType.NO_NATS_ALLOWED, out.toBytes());
    }

    public static NoNatsAllowed read(NotifyPayload notify) throws MalformedMessageException {
        OctetReader in = OctetReader.over(notify.data());
        boolean ipv4 = in.remaining() == IPV4_DATA_OCTETS;
        if (!ipv4 && in.remaining() != IPV6_DATA_OCTETS) {
            throw in.malformed("NO_NATS_ALLOWED", in.remaining() + " octets are neither 12 nor 36");
        }
        IpAddress source = IpAddress.read(in, ipv4, "source address");
        IpAddress destination = IpAddress.read(in, ipv4, "destination address");
        return new NoNatsAllowed(source, destination, in.u16("source port"), in.u16("destination port"));
    }
}
