package org.sctpshim.esp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A flyweight over the IP header of a packet: where the payload starts, which octet names its protocol, and the addresses.
 * It serves one packet after the other, belongs to one thread and allocates nothing.
 */
final class IpHeader {

    static final int ESP = 50;
    static final int SCTP = 132;

    private static final int IPV4_IN_IP = 4;
    private static final int IPV6_IN_IP = 41;

    /** The two bits of congestion notification (RFC 3168 section 5): none, ECT(1), ECT(0), and experienced. */
    private static final int ECN_BITS = 3;

    private static final int V4_MIN_BYTES = 20;
    private static final int V4_FRAGMENT_BITS = 0x3fff; // more-fragments flag and offset
    private static final int V6_BYTES = 40;

    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int DESTINATION_OPTIONS = 60;
    private static final int AUTHENTICATION = 51;
    private static final int MOBILITY = 135;
    private static final int MAX_EXTENSION_HEADERS = 8;

    private static final int DEFAULT_HOPS = 64;
    private static final int DONT_FRAGMENT = 0x4000;

    boolean ipv6;
    int offset;
    /** Octets from the start of the packet to its payload: header with options, or with extension headers. */
    int headerBytes;
    /** Octets of the whole packet as its header says. */
    int packetBytes;

    int protocol;
    int trafficClass;
    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    private int protocolAt;

    // The first three words of an IPv4 header. What is written is made of them and not of the memory: a word read back
    // whose parts have just been written makes the processor wait until they have left its store buffer.
    private int v4First;
    private int v4Second;
    private int v4Third;

    /** Reads the header of a packet. Null means all is well; otherwise the packet is to be dropped for that reason. */
    @Nullable
    Verdict read(ByteBuffer memory, int at, int length) {
        offset = at;
        if (length < 1) {
            return Verdict.TRUNCATED;
        }
        int version = (memory.get(at) & 0xff) >>> 4;
        if (version == 4) {
            return readV4(memory, at, length);
        }
        return version == 6 ? readV6(memory, at, length) : Verdict.MALFORMED;
    }

    private @Nullable Verdict readV4(ByteBuffer memory, int at, int length) {
        if (length < V4_MIN_BYTES) {
            return Verdict.TRUNCATED;
        }
        ipv6 = false;
        v4First = memory.getInt(at);
        v4Second = memory.getInt(at + 4);
        v4Third = memory.getInt(at + 8);
        headerBytes = (v4First >>> 24 & 0x0f) * 4;
        packetBytes = v4First & 0xffff;
        if (headerBytes < V4_MIN_BYTES || packetBytes < headerBytes) {
            return Verdict.MALFORMED;
        }
        if (packetBytes > length) {
            return Verdict.TRUNCATED;
        }
        if ((v4Second & V4_FRAGMENT_BITS) != 0) {
            return Verdict.FRAGMENT;
        }
        trafficClass = v4First >>> 16 & 0xff;
        protocolAt = at + 9;
        protocol = v4Third >>> 16 & 0xff;
        sourceHigh = 0;
        sourceLow = memory.getInt(at + 12) & 0xffff_ffffL;
        destinationHigh = 0;
        destinationLow = memory.getInt(at + 16) & 0xffff_ffffL;
        return null;
    }

    private @Nullable Verdict readV6(ByteBuffer memory, int at, int length) {
        if (length < V6_BYTES) {
            return Verdict.TRUNCATED;
        }
        ipv6 = true;
        packetBytes = V6_BYTES + (memory.getShort(at + 4) & 0xffff);
        if (packetBytes > length) {
            return Verdict.TRUNCATED;
        }
        trafficClass = (memory.getInt(at) >>> 20) & 0xff;
        sourceHigh = memory.getLong(at + 8);
        sourceLow = memory.getLong(at + 16);
        destinationHigh = memory.getLong(at + 24);
        destinationLow = memory.getLong(at + 32);
        headerBytes = V6_BYTES;
        protocolAt = at + 6;
        protocol = memory.get(protocolAt) & 0xff;
        return skipExtensions(memory);
    }

    /**
     * Hop-by-hop options, routing and destination options stay before ESP (RFC 4303 section 3.1.1). A routing header that
     * has segments left means that the packet's destination is not yet the one which the SA is for.
     */
    private @Nullable Verdict skipExtensions(ByteBuffer memory) {
        for (int headers = 0; isExtension(protocol); headers++) {
            int at = offset + headerBytes;
            if (protocol == FRAGMENT) {
                return Verdict.FRAGMENT;
            }
            if (protocol == AUTHENTICATION || protocol == MOBILITY || headers == MAX_EXTENSION_HEADERS) {
                return Verdict.EXTENSION_HEADER;
            }
            if (headerBytes + 8 > packetBytes) {
                return Verdict.TRUNCATED;
            }
            if ((protocol == HOP_BY_HOP && headers > 0) || (protocol == ROUTING && memory.get(at + 3) != 0)) {
                return Verdict.EXTENSION_HEADER;
            }
            headerBytes += ((memory.get(at + 1) & 0xff) + 1) * 8;
            if (headerBytes > packetBytes) {
                return Verdict.TRUNCATED;
            }
            protocolAt = at;
            protocol = memory.get(at) & 0xff;
        }
        return null;
    }

    private static boolean isExtension(int protocol) {
        return switch (protocol) {
            case HOP_BY_HOP, ROUTING, FRAGMENT, DESTINATION_OPTIONS, AUTHENTICATION, MOBILITY -> true;
            default -> false;
        };
    }

    /** Whether the addresses are those of the pair. */
    boolean hasAddresses(AddressPair pair) {
        return ipv6 == pair.ipv6()
                && sourceHigh == pair.sourceHigh()
                && sourceLow == pair.sourceLow()
                && destinationHigh == pair.destinationHigh()
                && destinationLow == pair.destinationLow();
    }

    /**
     * Moves the header by some octets, towards the front or the back, and writes protocol, length and checksum anew.
     *
     * @param by octets to move by, negative towards the front
     * @param newProtocol what the payload is now
     * @param newPacketBytes what the packet measures now, header included
     */
    void moveAndRewrite(ByteBuffer memory, int by, int newProtocol, int newPacketBytes) {
        if (!ipv6 && headerBytes == V4_MIN_BYTES) {
            offset += by;
            protocolAt += by;
            protocol = newProtocol;
            packetBytes = newPacketBytes;
            writePlainV4(memory);
            return;
        }
        memory.put(protocolAt, (byte) newProtocol);
        if (by < 0) {
            copyForward(memory, by);
        } else {
            copyBackward(memory, by);
        }
        offset += by;
        protocolAt += by;
        protocol = newProtocol;
        packetBytes = newPacketBytes;
        if (ipv6) {
            memory.putShort(offset + 4, (short) (newPacketBytes - V6_BYTES));
        } else {
            memory.putShort(offset + 2, (short) newPacketBytes);
            writeChecksum(memory);
        }
    }

    private void writePlainV4(ByteBuffer memory) {
        int first = (v4First & 0xffff_0000) | packetBytes;
        int third = (v4Third & 0xff00_0000) | (protocol << 16);
        long sum = (first & 0xffff_ffffL) + (v4Second & 0xffff_ffffL) + (third & 0xffff_ffffL);
        memory.putInt(offset, first);
        memory.putInt(offset + 4, v4Second);
        memory.putInt(offset + 8, third | checksum(sum + sourceLow + destinationLow));
        memory.putInt(offset + 12, (int) sourceLow);
        memory.putInt(offset + 16, (int) destinationLow);
    }

    // Both headers are multiples of 4 octets; the copy must not run over what it has still to read.
    private void copyForward(ByteBuffer memory, int by) {
        for (int i = 0; i < headerBytes; i += 4) {
            memory.putInt(offset + by + i, memory.getInt(offset + i));
        }
    }

    private void copyBackward(ByteBuffer memory, int by) {
        for (int i = headerBytes - 4; i >= 0; i -= 4) {
            memory.putInt(offset + by + i, memory.getInt(offset + i));
        }
    }

    private void writeChecksum(ByteBuffer memory) {
        memory.putShort(offset + 10, (short) 0);
        long sum = 0;
        for (int i = 0; i < headerBytes; i += 4) {
            sum += memory.getInt(offset + i) & 0xffff_ffffL;
        }
        memory.putShort(offset + 10, (short) checksum(sum));
    }

    /** The Internet checksum (RFC 1071) of words that were added up. */
    private static int checksum(long words) {
        long sum = (words >>> 32) + (words & 0xffff_ffffL);
        sum = (sum >>> 16) + (sum & 0xffff);
        sum = (sum >>> 16) + (sum & 0xffff);
        sum = (sum >>> 16) + (sum & 0xffff);
        return (int) ~sum & 0xffff;
    }

    /** The protocol number of a whole packet of a family (RFC 2003, RFC 2473). */
    static int encapsulated(boolean ipv6) {
        return ipv6 ? IPV6_IN_IP : IPV4_IN_IP;
    }

    /**
     * Carries congestion that the outer header has met on into this inner one (RFC 6040 section 4.2).
     *
     * @return false where the packet is to be dropped: its transport does not know of congestion notification
     */
    boolean takeCongestion(ByteBuffer memory, int outerTrafficClass) {
        int outer = outerTrafficClass & ECN_BITS;
        int inner = trafficClass & ECN_BITS;
        if (inner == 0) {
            return outer != ECN_BITS;
        }
        boolean stronger = outer == ECN_BITS || (outer == 1 && inner == 2);
        if (stronger && inner != ECN_BITS) {
            trafficClass = (trafficClass & ~ECN_BITS) | outer;
            if (ipv6) {
                memory.putInt(offset, (memory.getInt(offset) & ~(0xff << 20)) | (trafficClass << 20));
            } else {
                memory.put(offset + 1, (byte) trafficClass);
                writeChecksum(memory);
            }
        }
        return true;
    }

    /** Octets of a header without options that {@link #write} makes. */
    static int plainBytes(boolean ipv6) {
        return ipv6 ? V6_BYTES : V4_MIN_BYTES;
    }

    /** Writes a plain header for a packet that came without one, and stands over it. */
    void write(ByteBuffer memory, int at, AddressPair pair, int octetOfTrafficClass, int payloadProtocol, int total) {
        ipv6 = pair.ipv6();
        offset = at;
        headerBytes = plainBytes(ipv6);
        packetBytes = total;
        protocol = payloadProtocol;
        trafficClass = octetOfTrafficClass;
        sourceHigh = pair.sourceHigh();
        sourceLow = pair.sourceLow();
        destinationHigh = pair.destinationHigh();
        destinationLow = pair.destinationLow();
        if (ipv6) {
            protocolAt = at + 6;
            memory.putInt(at, (6 << 28) | (octetOfTrafficClass << 20));
            memory.putShort(at + 4, (short) (total - V6_BYTES));
            memory.putShort(at + 6, (short) ((payloadProtocol << 8) | DEFAULT_HOPS));
            memory.putLong(at + 8, pair.sourceHigh());
            memory.putLong(at + 16, pair.sourceLow());
            memory.putLong(at + 24, pair.destinationHigh());
            memory.putLong(at + 32, pair.destinationLow());
        } else {
            protocolAt = at + 9;
            v4First = (0x45 << 24) | (octetOfTrafficClass << 16);
            v4Second = DONT_FRAGMENT;
            v4Third = DEFAULT_HOPS << 24;
            writePlainV4(memory);
        }
    }

    /** Whether a packet has the addresses and the family of another one. */
    boolean hasAddressesOf(IpHeader other) {
        return destinationLow == other.destinationLow
                && sourceLow == other.sourceLow
                && destinationHigh == other.destinationHigh
                && sourceHigh == other.sourceHigh
                && ipv6 == other.ipv6;
    }

    /** A header for each slot of a burst. */
    static IpHeader[] forSlots(int slots) {
        IpHeader[] headers = new IpHeader[slots];
        for (int slot = 0; slot < slots; slot++) {
            headers[slot] = new IpHeader();
        }
        return headers;
    }
}
