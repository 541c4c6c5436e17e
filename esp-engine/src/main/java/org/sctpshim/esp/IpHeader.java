package org.sctpshim.esp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A flyweight over the IP header of one packet after the other: where the payload starts, which octet names its protocol,
 * and the addresses. One instance serves one thread and allocates nothing.
 */
final class IpHeader {

    static final int ESP = 50;
    static final int SCTP = 132;

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
        headerBytes = (memory.get(at) & 0x0f) * 4;
        packetBytes = memory.getShort(at + 2) & 0xffff;
        if (headerBytes < V4_MIN_BYTES || packetBytes < headerBytes) {
            return Verdict.MALFORMED;
        }
        if (packetBytes > length) {
            return Verdict.TRUNCATED;
        }
        if ((memory.getShort(at + 6) & V4_FRAGMENT_BITS) != 0) {
            return Verdict.FRAGMENT;
        }
        trafficClass = memory.get(at + 1) & 0xff;
        protocolAt = at + 9;
        protocol = memory.get(protocolAt) & 0xff;
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

    /** Whether the destination is that of the pair. */
    boolean isFor(AddressPair pair) {
        return ipv6 == pair.ipv6()
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
        sum = (sum >>> 32) + (sum & 0xffff_ffffL);
        sum = (sum >>> 16) + (sum & 0xffff);
        sum = (sum >>> 16) + (sum & 0xffff);
        sum = (sum >>> 16) + (sum & 0xffff);
        memory.putShort(offset + 10, (short) ~sum);
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
            memory.putInt(at, (0x45 << 24) | (octetOfTrafficClass << 16) | total);
            memory.putInt(at + 4, DONT_FRAGMENT);
            memory.putInt(at + 8, (DEFAULT_HOPS << 24) | (payloadProtocol << 16));
            memory.putInt(at + 12, (int) pair.sourceLow());
            memory.putInt(at + 16, (int) pair.destinationLow());
            writeChecksum(memory);
        }
    }
}
