package org.sctpshim.examples.interop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sctpshim.examples.demo.capture.PcapFile;

/**
 * What anybody can see of an IKE message in a captured IPv4 frame.
 *
 * @param source the IPv4 address it came from
 * @param inIpFragments whether it is in a fragment of an IP packet
 * @param firstPayload the type of its first payload
 * @param firstNotify the type of its first payload's notification, 0 if that is none
 * @param message the message from its header on, big-endian
 */
record IkeFrame(String source, boolean inIpFragments, int firstPayload, int firstNotify, ByteBuffer message) {
    private static final int ETHERNET_BYTES = 14;
    private static final int IP_BYTES = 20;
    private static final int UDP_BYTES = 8;
    private static final int IKE_BYTES = 28;
    private static final int IPV4 = 0x0800;
    private static final int UDP = 17;
    private static final int NOTIFY = 41;
    private static final int ENCRYPTED_FRAGMENT = 53;

    /** All of a capture file, and fragments of UDP packets that may be some. */
    static List<IkeFrame> read(Path capture) throws IOException {
        List<IkeFrame> frames = new ArrayList<>();
        PcapFile.read(capture, (wallNs, frame) -> read(frame, frames));
        return frames;
    }

    private static void read(ByteBuffer frame, List<IkeFrame> into) {
        boolean udp = frame.remaining() > ETHERNET_BYTES + IP_BYTES + UDP_BYTES
                && frame.getShort(12) == IPV4
                && frame.get(ETHERNET_BYTES + 9) == UDP;
        if (!udp) {
            return;
        }
        boolean fragment = (frame.getShort(ETHERNET_BYTES + 6) & 0x3fff) != 0;
        int port = Short.toUnsignedInt(frame.getShort(ETHERNET_BYTES + IP_BYTES));
        int from = ETHERNET_BYTES + IP_BYTES + UDP_BYTES + (port == 4500 ? 4 : 0);
        if (frame.remaining() < from + IKE_BYTES + 8) {
            return;
        }
        ByteBuffer message = ByteBuffer.allocate(frame.remaining() - from)
                .put(frame.slice(from, frame.remaining() - from))
                .flip();
        int first = message.get(16);
        into.add(new IkeFrame(
                source(frame), fragment, first, first == NOTIFY ? message.getShort(IKE_BYTES + 6) : 0, message));
    }

    private static String source(ByteBuffer frame) {
        int at = ETHERNET_BYTES + 12;
        return "%d.%d.%d.%d"
                .formatted(
                        frame.get(at) & 0xff,
                        frame.get(at + 1) & 0xff,
                        frame.get(at + 2) & 0xff,
                        frame.get(at + 3) & 0xff);
    }

    /** Whether it is one of the fragments of a message (RFC 7383). */
    boolean isFragment() {
        return firstPayload == ENCRYPTED_FRAGMENT;
    }
}
