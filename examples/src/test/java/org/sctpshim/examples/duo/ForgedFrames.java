package org.sctpshim.examples.duo;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32C;

/** Ethernet frames with IPv4 that nobody honest sends, made from honest ones. */
final class ForgedFrames {
    private static final int ETHERNET_BYTES = 14;
    private static final int IPV4_BYTES = 20;
    private static final int UDP_BYTES = 8;
    private static final int UDP_CHECKSUM = ETHERNET_BYTES + IPV4_BYTES + 6;
    private static final int PROTOCOL_UDP = 17;
    private static final int SCTP_BYTES = 32;
    private static final int SOURCE = 12;
    private static final int IKE_MESSAGE_ID = 20;
    private static final int ESP_SEQUENCE_NUMBER = 4;

    private final Random random;

    ForgedFrames(long seed) {
        this.random = new Random(seed);
    }

    /** The same with one bit of its IKE message or ESP packet changed. */
    byte[] withOneBitFlipped(byte[] frame) {
        byte[] forged = withoutUdpChecksum(frame);
        int first = payload(frame);
        forged[first + random.nextInt(frame.length - first)] ^= (byte) (1 << random.nextInt(8));
        return forged;
    }

    /** An IKE message again, as the one with another number. */
    byte[] withAnotherMessageId(byte[] frame) {
        byte[] forged = withoutUdpChecksum(frame);
        ByteBuffer.wrap(forged).putInt(payload(frame) + IKE_MESSAGE_ID, random.nextInt(32));
        return forged;
    }

    /** An ESP packet again, as the one with another number. */
    byte[] withSequenceNumber(byte[] frame, int sequenceNumber) {
        byte[] forged = frame.clone();
        ByteBuffer.wrap(forged).putInt(payload(frame) + ESP_SEQUENCE_NUMBER, sequenceNumber);
        return forged;
    }

    /** The same headers, and garbage behind them. */
    byte[] withGarbage(byte[] frame) {
        byte[] forged = withoutUdpChecksum(frame);
        byte[] garbage = new byte[frame.length - payload(frame)];
        random.nextBytes(garbage);
        System.arraycopy(garbage, 0, forged, payload(frame), garbage.length);
        return forged;
    }

    private static int payload(byte[] frame) {
        return ETHERNET_BYTES + IPV4_BYTES + (isUdp(frame) ? UDP_BYTES : 0);
    }

    /** 0 says that there is none. */
    private static byte[] withoutUdpChecksum(byte[] frame) {
        byte[] forged = frame.clone();
        if (isUdp(frame)) {
            forged[UDP_CHECKSUM] = 0;
            forged[UDP_CHECKSUM + 1] = 0;
        }
        return forged;
    }

    private static boolean isUdp(byte[] frame) {
        return frame[ETHERNET_BYTES + 9] == PROTOCOL_UDP;
    }

    /**
     * An INIT in clear.
     *
     * @param honest any IPv4 frame that goes the same way, for its Ethernet and IP headers
     */
    byte[] clearInit(byte[] honest, String source, int port) throws UnknownHostException {
        ByteBuffer frame = ByteBuffer.allocate(ETHERNET_BYTES + IPV4_BYTES + SCTP_BYTES);
        frame.put(honest, 0, ETHERNET_BYTES + IPV4_BYTES);
        ByteBuffer ip = frame.slice(ETHERNET_BYTES, IPV4_BYTES + SCTP_BYTES);
        ip.putShort(2, (short) (IPV4_BYTES + SCTP_BYTES)).put(9, (byte) 132).putShort(10, (short) 0);
        ip.put(SOURCE, InetAddress.getByName(source).getAddress());
        ip.putShort(10, internetChecksum(ip));
        ByteBuffer sctp = ip.slice(IPV4_BYTES, SCTP_BYTES);
        sctp.putShort((short) 6666).putShort((short) port).putInt(0).putInt(0);
        sctp.putInt(0x0100_0014)
                .putInt(random.nextInt() | 1)
                .putInt(65_536)
                .putShort((short) 1)
                .putShort((short) 1);
        sctp.putInt(1).flip();
        CRC32C crc = new CRC32C();
        crc.update(sctp.duplicate());
        sctp.putInt(8, Integer.reverseBytes((int) crc.getValue()));
        return frame.array();
    }

    private static short internetChecksum(ByteBuffer header) {
        int sum = 0;
        for (int i = 0; i < IPV4_BYTES; i += 2) {
            sum += Short.toUnsignedInt(header.getShort(i));
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        return (short) ~(sum + (sum >>> 16));
    }
}
