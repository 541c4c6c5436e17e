package org.sctpshim.examples.demo.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Reads a classic pcap file with Ethernet frames, in either byte order and with microseconds or nanoseconds.
 *
 * <pre>
 * file:   magic(4) version(4) zone(4) accuracy(4) snapLength(4) linkType(4), then packets
 * packet: seconds(4) fraction(4) capturedBytes(4) originalBytes(4), then capturedBytes of frame
 * </pre>
 */
public final class PcapFile {
    private static final int FILE_HEADER_BYTES = 24;
    private static final int PACKET_HEADER_BYTES = 16;
    private static final int LINK_TYPE_OFFSET = 20;
    private static final int LINK_TYPE_ETHERNET = 1;
    private static final int MICROSECONDS = 0xa1b2c3d4;
    private static final int NANOSECONDS = 0xa1b23c4d;

    private PcapFile() {}

    /** Takes the frames one after the other. */
    public interface FrameSink {
        /**
         * A frame.
         *
         * @param wallNs when it was captured, nanoseconds since 1970
         * @param frame the captured bytes, from the Ethernet header on; big-endian, valid during the call only
         */
        void frame(long wallNs, ByteBuffer frame);
    }

    /**
     * Hands over all whole frames of a file. A last frame that was cut short, because tcpdump was killed, is left out.
     *
     * @throws IOException if the file cannot be read or is no such pcap file
     */
    public static void read(Path file, FrameSink sink) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        if (bytes.remaining() < FILE_HEADER_BYTES) {
            throw new IOException(file + " is no pcap file: it has only " + bytes.remaining() + " bytes");
        }
        long fractionNs = orient(file, bytes);
        int linkType = bytes.getInt(LINK_TYPE_OFFSET);
        if (linkType != LINK_TYPE_ETHERNET) {
            throw new IOException(file + " has link type " + linkType + ", not Ethernet (1)");
        }
        bytes.position(FILE_HEADER_BYTES);
        while (bytes.remaining() >= PACKET_HEADER_BYTES) {
            long seconds = Integer.toUnsignedLong(bytes.getInt());
            long fraction = Integer.toUnsignedLong(bytes.getInt());
            int captured = bytes.getInt();
            bytes.getInt(); // the original length is of no use here
            if (captured < 0 || captured > bytes.remaining()) {
                return;
            }
            ByteBuffer frame = bytes.slice(bytes.position(), captured);
            bytes.position(bytes.position() + captured);
            sink.frame(TimeUnit.SECONDS.toNanos(seconds) + fraction * fractionNs, frame);
        }
    }

    /** Sets the byte order by the magic number and tells how many nanoseconds a time's fraction counts. */
    private static long orient(Path file, ByteBuffer bytes) throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            int magic = bytes.order(order).getInt(0);
            if (magic == MICROSECONDS) {
                return TimeUnit.MICROSECONDS.toNanos(1);
            }
            if (magic == NANOSECONDS) {
                return 1;
            }
        }
        throw new IOException(file + " is no pcap file: unknown magic number");
    }
}
