package org.sctpshim.ike.wire;

import java.util.Optional;

/**
 * Traffic selector (RFC 7296 section 3.13.1): a range of addresses and ports of one IP protocol.
 *
 * <pre>
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |   TS Type     |IP Protocol ID |       Selector Length         |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |           Start Port          |           End Port            |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * ~                         Starting Address                      ~
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * ~                         Ending Address                        ~
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>A reversed range, as in OPAQUE's ports 65535 to 0, is kept as it came and contains nothing.
 *
 * @param protocol the IP protocol, 0 for any, 132 for SCTP
 * @param startPort 0..65535
 * @param endPort 0..65535
 */
public record TrafficSelector(int protocol, int startPort, int endPort, IpAddress startAddress, IpAddress endAddress) {
    /** SCTP's IP protocol number. */
    public static final int SCTP = 132;

    private static final int MOST_PORT = 65_535;

    public TrafficSelector {
        boolean wellFormed = fits(protocol, 255)
                && fits(startPort, MOST_PORT)
                && fits(endPort, MOST_PORT)
                && startAddress.isIpv4() == endAddress.isIpv4();
        if (!wellFormed) {
            throw new IllegalArgumentException("no such selector: protocol " + protocol + ", ports " + startPort + ".."
                    + endPort + ", " + startAddress + " to " + endAddress);
        }
    }

    /** One address and all ports. */
    public static TrafficSelector of(int protocol, IpAddress address) {
        return new TrafficSelector(protocol, 0, MOST_PORT, address, address);
    }

    /** One address and one port. */
    public static TrafficSelector of(int protocol, IpAddress address, int port) {
        return new TrafficSelector(protocol, port, port, address, address);
    }

    public boolean isSingleAddress() {
        return startAddress.equals(endAddress);
    }

    public boolean isAllPorts() {
        return startPort == 0 && endPort == MOST_PORT;
    }

    /** Whether every packet that the other selector matches is matched by this one. */
    public boolean contains(TrafficSelector other) {
        return (protocol == 0 || protocol == other.protocol)
                && startPort <= other.startPort
                && endPort >= other.endPort
                && contains(other.startAddress)
                && contains(other.endAddress);
    }

    public boolean contains(IpAddress address) {
        return startAddress.isIpv4() == address.isIpv4()
                && startAddress.compareTo(address) <= 0
                && endAddress.compareTo(address) >= 0;
    }

    /** Reads a selector; empty for one of an unknown type, which stands for nothing (RFC 7296 section 2.9). */
    static Optional<TrafficSelector> read(OctetReader in) throws MalformedMessageException {
        TrafficSelectorType type = new TrafficSelectorType(in.u8("selector type"));
        int protocol = in.u8("selector protocol");
        int length = in.u16("selector length");
        OctetReader body = in.sub(length - 4, "selector");
        boolean ipv4 = type.equals(TrafficSelectorType.TS_IPV4_ADDR_RANGE);
        if (!ipv4 && !type.equals(TrafficSelectorType.TS_IPV6_ADDR_RANGE)) {
            return Optional.empty();
        }
        int startPort = body.u16("selector start port");
        int endPort = body.u16("selector end port");
        IpAddress start = IpAddress.read(body, ipv4, "selector start address");
        IpAddress end = IpAddress.read(body, ipv4, "selector end address");
        body.requireEnd("selector");
        return Optional.of(new TrafficSelector(protocol, startPort, endPort, start, end));
    }

    void write(OctetWriter out) {
        TrafficSelectorType type =
                startAddress.isIpv4() ? TrafficSelectorType.TS_IPV4_ADDR_RANGE : TrafficSelectorType.TS_IPV6_ADDR_RANGE;
        out.u8(type.code()).u8(protocol).u16(8 + 2 * startAddress.octets().length());
        out.u16(startPort).u16(endPort).bytes(startAddress.octets()).bytes(endAddress.octets());
    }

    private static boolean fits(int value, int most) {
        return value >= 0 && value <= most;
    }

    /** As in {@code 10.1.0.1[132/0-65535]}. */
    @Override
    public String toString() {
        String addresses = isSingleAddress() ? startAddress.toString() : startAddress + "-" + endAddress;
        String ports = startPort == endPort ? Integer.toString(startPort) : startPort + "-" + endPort;
        return addresses + "[" + (protocol == 0 ? "any" : Integer.toString(protocol)) + "/" + ports + "]";
    }
}
