package org.sctpshim.esp.linux;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * UDP datagrams to be sent by one {@code sendmmsg(2)}. Datagrams of one length that follow each other to one peer make a
 * train: one message, which the kernel takes through its layers once and then cuts up ({@code UDP_SEGMENT}, Linux 4.18). The
 * last one of a train may be shorter. Made once, used for every burst; nothing is allocated a datagram.
 *
 * <p>Threads: belongs to one thread at a time.
 */
public final class DatagramBurst {

    /** {@code UDP_MAX_SEGMENTS} of older kernels. */
    static final int LONGEST_TRAIN = 64;

    /** What one UDP datagram may hold, and so a train before it is cut up. */
    private static final int LONGEST_TRAIN_BYTES = 65_507;

    private static final int VECTOR_BYTES = 16;
    private static final int CONTROL_BYTES = 2 * ControlMessages.ONE;

    private final NativeMemory packets;
    private final int slots;
    private final MessageHeaders headers;
    private final MessageHeaders singleHeader = new MessageHeaders(1);
    private final NativeMemory vectors;
    private final NativeMemory controls;
    private final @Nullable UdpPeer[] peers;
    private final int[] trafficClasses;
    private final int[] firstDatagrams;
    private final int[] segmentBytes;
    private boolean trains = true;
    private int messages;
    private int datagrams;

    // Of the message that is being added to.
    private int totalBytes;
    private boolean complete;

    /**
     * A burst over the given memory.
     *
     * @param packets where all datagrams lie
     * @param slots the largest number of datagrams a call
     */
    public DatagramBurst(NativeMemory packets, int slots) {
        this.packets = packets;
        this.slots = slots;
        this.headers = new MessageHeaders(slots);
        this.vectors = NativeMemory.allocate(slots * VECTOR_BYTES);
        this.controls = NativeMemory.allocate((slots + 1) * CONTROL_BYTES);
        this.peers = new UdpPeer[slots];
        this.trafficClasses = new int[slots];
        this.firstDatagrams = new int[slots + 1];
        this.segmentBytes = new int[slots];
    }

    /** How many datagrams are to be sent. */
    public int size() {
        return datagrams;
    }

    /** Forgets all datagrams. */
    public void clear() {
        messages = 0;
        datagrams = 0;
        complete = true;
    }

    /** Makes trains from the next burst on, or none: where the kernel refuses them. */
    void trains(boolean wanted) {
        trains = wanted;
    }

    boolean makesTrains() {
        return trains;
    }

    /**
     * Adds a datagram.
     *
     * @param offset where its payload starts
     * @param length octets of payload, at least one
     * @param to whom
     * @param trafficClass TOS or traffic class octet, with ECN
     */
    public void add(int offset, int length, UdpPeer to, int trafficClass) {
        if (datagrams == slots) {
            throw new IllegalStateException("all " + slots + " datagrams are set up");
        }
        Objects.checkFromIndexSize(offset, length, packets.capacity());
        int datagram = datagrams++;
        vectors.buffer()
                .putLong(datagram * VECTOR_BYTES, packets.address() + offset)
                .putLong(datagram * VECTOR_BYTES + 8, length);
        if (continues(datagram, length, to, trafficClass)) {
            totalBytes += length;
            complete = length < segmentBytes[messages - 1];
        } else {
            begin(datagram, length, to, trafficClass);
        }
        firstDatagrams[messages] = datagrams;
    }

    @SuppressWarnings("ReferenceEquality") // a path has one object for its peer
    private boolean continues(int datagram, int length, UdpPeer to, int trafficClass) {
        int last = messages - 1;
        return trains
                && last >= 0
                && !complete
                && length <= segmentBytes[last]
                && peers[last] == to
                && trafficClasses[last] == trafficClass
                && totalBytes + length <= LONGEST_TRAIN_BYTES
                && datagram - firstDatagrams[last] < LONGEST_TRAIN;
    }

    @SuppressWarnings("ReferenceEquality") // a store of a reference costs more than the comparison
    private void begin(int datagram, int length, UdpPeer to, int trafficClass) {
        int message = messages++;
        if (peers[message] != to) {
            peers[message] = to;
        }
        trafficClasses[message] = trafficClass;
        firstDatagrams[message] = datagram;
        segmentBytes[message] = length;
        totalBytes = length;
        complete = false;
    }

    /** Sets up the headers of all messages and tells how many there are. */
    int finish() {
        for (int message = 0; message < messages; message++) {
            write(headers, message, message, firstDatagrams[message], lengthOfTrain(message));
        }
        return messages;
    }

    /** The message that sends one datagram of a train by itself. */
    MessageHeaders single(int message, int datagram) {
        write(singleHeader, 0, message, datagram, 1);
        return singleHeader;
    }

    private void write(MessageHeaders into, int slot, int message, int datagram, int count) {
        UdpPeer peer = Objects.requireNonNull(peers[message]);
        into.name(slot, peer.nameAddress(), peer.nameBytes());
        into.vectors(slot, vectors.address() + (long) datagram * VECTOR_BYTES, count);
        int from = (into == headers ? message : slots) * CONTROL_BYTES;
        int to = from;
        if (trafficClasses[message] != 0) {
            boolean ipv6 = peer.nameBytes() == SocketAddressCodec.IPV6_BYTES;
            to = ControlMessages.writeWord(
                    controls.buffer(),
                    to,
                    ipv6 ? ControlMessages.SOL_IPV6 : ControlMessages.SOL_IP,
                    ipv6 ? ControlMessages.IPV6_TCLASS : ControlMessages.IP_TOS,
                    trafficClasses[message]);
        }
        if (count > 1) {
            to = ControlMessages.writeHalf(
                    controls.buffer(), to, ControlMessages.SOL_UDP, ControlMessages.UDP_SEGMENT, segmentBytes[message]);
        }
        into.control(slot, to == from ? 0 : controls.address() + from, to - from);
    }

    MessageHeaders headers() {
        return headers;
    }

    int firstDatagram(int message) {
        return firstDatagrams[message];
    }

    int lengthOfTrain(int message) {
        return firstDatagrams[message + 1] - firstDatagrams[message];
    }
}
