package org.sctpshim.esp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Random;

/** Clear IP packets with SCTP inside, as a TUN device would deliver them. */
final class SctpPackets {

    static final int SOURCE_PORT = 36412;
    static final int DESTINATION_PORT = 38412;
    static final InetAddress ALPHA4 = address("10.1.0.1");
    static final InetAddress BETA4 = address("10.1.0.2");
    static final InetAddress ALPHA6 = address("2001:db8:1::1");
    static final InetAddress BETA6 = address("2001:db8:1::2");

    private SctpPackets() {}

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** An SCTP packet of some octets, the common header's 12 included, with seeded contents. */
    static byte[] sctp(int length) {
        byte[] packet = new byte[length];
        new Random(length).nextBytes(packet);
        ByteBuffer.wrap(packet).putShort((short) SOURCE_PORT).putShort((short) DESTINATION_PORT);
        return packet;
    }

    /** An IPv4 packet with a number of 32 bit option words. */
    static byte[] ipv4(byte[] payload, int protocol, int optionWords) {
        int header = 20 + 4 * optionWords;
        ByteBuffer packet = ByteBuffer.allocate(header + payload.length);
        packet.put((byte) (0x40 | header / 4)).put((byte) 0xb9);
        packet.putShort((short) packet.capacity()).putInt(0x1234_4000);
        packet.put((byte) 63).put((byte) protocol).putShort((short) 0);
        packet.put(ALPHA4.getAddress()).put(BETA4.getAddress());
        for (int i = 0; i < optionWords; i++) {
            packet.putInt(0x0101_0101);
        }
        packet.putShort(10, checksum(packet, header));
        packet.put(payload);
        return packet.array();
    }

    /** An IPv6 packet with given extension headers, the first of which has the given number. */
    static byte[] ipv6(byte[] extensions, int nextHeader, byte[] payload) {
        ByteBuffer packet = ByteBuffer.allocate(40 + extensions.length + payload.length);
        packet.putInt(0x6b9a_bcde).putShort((short) (extensions.length + payload.length));
        packet.put((byte) nextHeader).put((byte) 63);
        packet.put(ALPHA6.getAddress()).put(BETA6.getAddress());
        packet.put(extensions).put(payload);
        return packet.array();
    }

    static byte[] ipv4(int sctpLength) {
        return ipv4(sctp(sctpLength), 132, 0);
    }

    static byte[] ipv6(int sctpLength) {
        return ipv6(new byte[0], 132, sctp(sctpLength));
    }

    /** The Internet checksum octet pair by octet pair, as RFC 1071 puts it first. */
    static short checksum(ByteBuffer packet, int headerLength) {
        int sum = 0;
        for (int i = 0; i < headerLength; i += 2) {
            sum += i == 10 ? 0 : packet.getShort(i) & 0xffff;
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (short) ~sum;
    }
}
