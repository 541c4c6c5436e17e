package org.sctpshim.examples.demo.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Builds frames and pcap files for tests. */
public final class Frames {
    private Frames() {}

    /** An IPv4 frame from 10.1.0.1 to 10.1.0.2. */
    public static ByteBuffer ipv4(int protocol, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(14 + 20 + payload.length);
        frame.putShort(12, (short) 0x0800).position(14);
        frame.put((byte) 0x45).put((byte) 0).putShort((short) (20 + payload.length));
        frame.putInt(0).put((byte) 64).put((byte) protocol).putShort((short) 0);
        frame.put(new byte[] {10, 1, 0, 1, 10, 1, 0, 2});
        return frame.put(payload).flip();
    }

    /** An IPv6 frame from fd00:1::1 to fd00:1::2. */
    public static ByteBuffer ipv6(int protocol, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(14 + 40 + payload.length);
        frame.putShort(12, (short) 0x86dd).position(14);
        frame.putInt(0x60000000)
                .putShort((short) payload.length)
                .put((byte) protocol)
                .put((byte) 64);
        frame.putShort((short) 0xfd00).putShort((short) 1).position(37).put((byte) 1);
        frame.putShort((short) 0xfd00).putShort((short) 1).position(53).put((byte) 2);
        return frame.put(payload).flip();
    }

    /** A UDP header with data behind it. */
    public static byte[] udp(int sourcePort, int destinationPort, byte[] data) {
        return ByteBuffer.allocate(8 + data.length)
                .putShort((short) sourcePort)
                .putShort((short) destinationPort)
                .putShort((short) (8 + data.length))
                .putShort((short) 0)
                .put(data)
                .array();
    }

    /** An IKE header. */
    public static byte[] ike(long initiatorSpi, int exchangeType, int flags, int messageId) {
        return ByteBuffer.allocate(28)
                .putLong(initiatorSpi)
                .putLong(99)
                .put((byte) 0)
                .put((byte) 0x20)
                .put((byte) exchangeType)
                .put((byte) flags)
                .putInt(messageId)
                .putInt(28)
                .array();
    }

    /** The data behind the four zero bytes that mark IKE on port 4500. */
    public static byte[] behindMarker(byte[] data) {
        return ByteBuffer.allocate(4 + data.length).putInt(0).put(data).array();
    }

    /** The header of a pcap file. */
    public static ByteBuffer pcapHeader(ByteOrder order, int magic, int linkType) {
        return ByteBuffer.allocate(24)
                .order(order)
                .putInt(magic)
                .putInt(0x00040002)
                .putInt(0)
                .putInt(0)
                .putInt(65535)
                .putInt(linkType)
                .flip();
    }

    /** A packet of a pcap file. */
    public static ByteBuffer pcapPacket(ByteOrder order, int seconds, int fraction, ByteBuffer frame) {
        int bytes = frame.remaining();
        return ByteBuffer.allocate(16 + bytes)
                .order(order)
                .putInt(seconds)
                .putInt(fraction)
                .putInt(bytes)
                .putInt(bytes)
                .put(frame.duplicate())
                .flip();
    }
}
