package org.sctpshim.examples.demo.capture;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One captured packet, as far as the demo looks into it.
 *
 * @param wallNs when it was captured, nanoseconds since 1970
 * @param kind what it is
 * @param source its IP source, empty for what is not IP
 * @param destination its IP destination, empty for what is not IP
 * @param ike its IKE header, for {@link PacketKind#IKE} when the header is whole
 */
public record Packet(long wallNs, PacketKind kind, String source, String destination, Optional<IkeHeader> ike) {
    private static final int ETHERTYPE_OFFSET = 12;
    private static final int ETHERNET_BYTES = 14;
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int IPV6_HEADER_BYTES = 40;
    private static final int IPV4_MIN_BYTES = 20;
    private static final int UDP_BYTES = 8;
    private static final int PROTOCOL_UDP = 17;
    private static final int PROTOCOL_ESP = 50;
    private static final int PROTOCOL_SCTP = 132;
    private static final int PORT_IKE = 500;
    private static final int PORT_NAT_TRAVERSAL = 4500;
    private static final int NON_ESP_MARKER_BYTES = 4;
    private static final int KEEPALIVE_BYTES = 1;

    /** Looks at an Ethernet frame (big-endian). A frame that cannot be understood is {@link PacketKind#OTHER}. */
    public static Packet ofFrame(long wallNs, ByteBuffer frame) {
        if (frame.remaining() < ETHERNET_BYTES) {
            return other(wallNs);
        }
        int etherType = Short.toUnsignedInt(frame.getShort(ETHERTYPE_OFFSET));
        ByteBuffer packet = frame.slice(ETHERNET_BYTES, frame.remaining() - ETHERNET_BYTES);
        if (etherType == IPV4 && packet.remaining() >= IPV4_MIN_BYTES) {
            int headerBytes = (packet.get(0) & 0x0f) * Integer.BYTES;
            boolean laterFragment = (packet.getShort(6) & 0x1fff) != 0;
            return ofIp(wallNs, packet, 12, Integer.BYTES, packet.get(9) & 0xff, headerBytes, laterFragment);
        }
        if (etherType == IPV6 && packet.remaining() >= IPV6_HEADER_BYTES) {
            return ofIp(wallNs, packet, 8, 16, packet.get(6) & 0xff, IPV6_HEADER_BYTES, false);
        }
        return other(wallNs);
    }

    private static Packet ofIp(
            long wallNs,
            ByteBuffer packet,
            int addressOffset,
            int addressBytes,
            int protocol,
            int headerBytes,
            boolean laterFragment) {
        String source = address(packet, addressOffset, addressBytes);
        String destination = address(packet, addressOffset + addressBytes, addressBytes);
        if (protocol == PROTOCOL_ESP) {
            return new Packet(wallNs, PacketKind.ESP, source, destination, Optional.empty());
        }
        if (protocol == PROTOCOL_SCTP) {
            return new Packet(wallNs, PacketKind.CLEAR_SCTP, source, destination, Optional.empty());
        }
        if (protocol == PROTOCOL_UDP && !laterFragment && packet.remaining() >= headerBytes + UDP_BYTES) {
            return ofUdp(wallNs, packet.slice(headerBytes, packet.remaining() - headerBytes), source, destination);
        }
        return new Packet(wallNs, PacketKind.OTHER, source, destination, Optional.empty());
    }

    private static Packet ofUdp(long wallNs, ByteBuffer udp, String source, String destination) {
        ByteBuffer data = udp.slice(UDP_BYTES, udp.remaining() - UDP_BYTES);
        if (usesPort(udp, PORT_IKE)) {
            return new Packet(wallNs, PacketKind.IKE, source, destination, IkeHeader.read(data));
        }
        if (!usesPort(udp, PORT_NAT_TRAVERSAL) || data.remaining() <= KEEPALIVE_BYTES) {
            return new Packet(wallNs, PacketKind.OTHER, source, destination, Optional.empty());
        }
        if (data.remaining() >= NON_ESP_MARKER_BYTES && data.getInt(0) == 0) {
            ByteBuffer ike = data.slice(NON_ESP_MARKER_BYTES, data.remaining() - NON_ESP_MARKER_BYTES);
            return new Packet(wallNs, PacketKind.IKE, source, destination, IkeHeader.read(ike));
        }
        return new Packet(wallNs, PacketKind.UDP_ESP, source, destination, Optional.empty());
    }

    private static boolean usesPort(ByteBuffer udp, int port) {
        return Short.toUnsignedInt(udp.getShort(0)) == port || Short.toUnsignedInt(udp.getShort(2)) == port;
    }

    private static String address(ByteBuffer packet, int offset, int bytes) {
        byte[] raw = new byte[bytes];
        packet.get(offset, raw);
        try {
            return InetAddress.getByAddress(raw).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are addresses", e);
        }
    }

    private static Packet other(long wallNs) {
        return new Packet(wallNs, PacketKind.OTHER, "", "", Optional.empty());
    }
}
