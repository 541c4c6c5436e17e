package org.sctpshim.esp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of packet slots in one direct buffer, worked on in place. A slot:
 *
 * <pre>
 *   0                    64          128                                  2048      2112
 *   +--------------------+-----------+------------------------------------+---------+
 *   | cipher scratch     | head-room | room for the packet as it comes    | tail    |
 *   +--------------------+-----------+------------------------------------+---------+
 * </pre>
 *
 * The stride is 2112 and not 2048, so that equal places of neighbouring slots do not fall into the same cache set.
 *
 * <p>Use: write packets at {@link #roomOffset} of slots 0, 1, ..., say so with {@link #filled}, hand the burst to {@link
 * EspEngine#seal} or {@link EspEngine#open}, and read {@link #verdict}, {@link #offset} and {@link #length} of each slot.
 * The packet need not start where it was written.
 *
 * <p>Threads: belongs to one thread at a time. Nothing is allocated after construction.
 */
public final class PacketBurst {

    /** Distance between two slots in octets. */
    public static final int STRIDE = 2112;

    /** Octets of a slot that come before the place where packets are written. */
    public static final int HEAD_ROOM = 128;

    /** Octets kept free behind the packet for padding, trailer and ICV. */
    public static final int TAIL_ROOM = 64;

    /** The longest packet that may be written into a slot, in octets. */
    public static final int ROOM = STRIDE - HEAD_ROOM - TAIL_ROOM;

    /** Where a slot's cipher scratch has the nonce and the additional authenticated data. */
    static final int NONCE_AT = 0;

    static final int AAD_AT = 16;

    private final ByteBuffer memory;
    private final int slots;
    private final int[] offsets;
    private final int[] lengths;
    private final int[] espOffsets;
    private final byte[] verdicts;
    private final @Nullable AddressPair[] bareAddresses;
    private final byte[] trafficClasses;
    private final @Nullable SecurityAssociation[] associations;
    private final boolean[] hasAssociation;
    private final boolean[] isBare;
    private final boolean[] isNewest;
    private int size;

    /** A burst of at most the given number of packets; 32 or 64 suit a data plane. */
    public PacketBurst(int slots) {
        if (slots < 1 || slots > 1024) {
            throw new IllegalArgumentException("a burst has 1 to 1024 slots, got " + slots);
        }
        this.slots = slots;
        this.memory = ByteBuffer.allocateDirect(slots * STRIDE);
        this.offsets = new int[slots];
        this.lengths = new int[slots];
        this.espOffsets = new int[slots];
        this.verdicts = new byte[slots];
        this.bareAddresses = new AddressPair[slots];
        this.trafficClasses = new byte[slots];
        this.associations = new SecurityAssociation[slots];
        this.hasAssociation = new boolean[slots];
        this.isBare = new boolean[slots];
        this.isNewest = new boolean[slots];
    }

    /** How many packets fit. */
    public int slots() {
        return slots;
    }

    /** How many slots are in use: all those below the highest filled one. */
    public int size() {
        return size;
    }

    /** The memory of all slots, big-endian; position and limit are not used. */
    public ByteBuffer memory() {
        return memory;
    }

    /** Empties the burst. The octets stay. */
    public void clear() {
        size = 0;
    }

    /** Where in {@link #memory} a packet for this slot is to be written, at most {@link #ROOM} octets. */
    public int roomOffset(int slot) {
        return slot * STRIDE + HEAD_ROOM;
    }

    /** Says that the next slot holds an IP packet of this length at {@link #roomOffset}, and tells the slot. */
    public int filled(int length) {
        return add(length, null, 0);
    }

    /**
     * Says that the next slot holds ESP without an IP header at {@link #roomOffset}, as UDP encapsulation and IPv6 raw
     * sockets deliver it, and tells the slot.
     *
     * @param length octets from the SPI to the end of the ICV
     * @param addresses where the packet came from and went to; its header is rebuilt from them
     * @param trafficClass TOS or traffic class octet of the outer packet, 0 if not known
     */
    public int filledBare(int length, AddressPair addresses, int trafficClass) {
        return add(length, addresses, trafficClass);
    }

    private int add(int length, @Nullable AddressPair addresses, int trafficClass) {
        if (size == slots) {
            throw new IllegalStateException("all " + slots + " slots are filled");
        }
        if (length < 0 || length > ROOM) {
            throw new IllegalArgumentException("a slot takes 0 to " + ROOM + " octets, got " + length);
        }
        int slot = size++;
        offsets[slot] = roomOffset(slot);
        lengths[slot] = length;
        espOffsets[slot] = offsets[slot];
        verdicts[slot] = Verdict.PENDING.code();
        hasAssociation[slot] = false;
        isBare[slot] = addresses != null;
        isNewest[slot] = false;
        if (addresses != null) {
            bare(slot, addresses);
        }
        trafficClasses[slot] = (byte) trafficClass;
        return slot;
    }

    /** Where in {@link #memory} the slot's packet starts, with its IP header. */
    public int offset(int slot) {
        return offsets[slot];
    }

    /** How many octets the slot's packet has, with its IP header. */
    public int length(int slot) {
        return lengths[slot];
    }

    /** Where in {@link #memory} ESP starts in a sealed packet: behind the IP header and its options or extensions. */
    public int espOffset(int slot) {
        return espOffsets[slot];
    }

    /** How many octets of a sealed packet are ESP: what a raw socket or UDP is given. */
    public int espLength(int slot) {
        return offsets[slot] + lengths[slot] - espOffsets[slot];
    }

    /** What became of the slot's packet. */
    public Verdict verdict(int slot) {
        return slot < size ? Verdict.of(verdicts[slot]) : Verdict.PENDING;
    }

    /** TOS or traffic class octet of the packet's IP header, 0 to 255, once sealed or opened. */
    public int trafficClass(int slot) {
        return trafficClasses[slot] & 0xff;
    }

    /** The SA that was found for the slot's packet, null if none was. */
    public @Nullable SecurityAssociation association(int slot) {
        return slot < size && hasAssociation[slot] ? associations[slot] : null;
    }

    /**
     * Whether an opened packet is the newest of its SA so far: where it came from tells where its sender is now, while one
     * that was overtaken tells where it was.
     */
    public boolean isNewest(int slot) {
        return isNewest[slot];
    }

    void newest(int slot) {
        isNewest[slot] = true;
    }

    @Nullable
    AddressPair bareAddresses(int slot) {
        return isBare[slot] ? bareAddresses[slot] : null;
    }

    int scratchOffset(int slot) {
        return slot * STRIDE;
    }

    void packet(int slot, int offset, int length) {
        offsets[slot] = offset;
        lengths[slot] = length;
    }

    void espOffset(int slot, int offset) {
        espOffsets[slot] = offset;
    }

    void trafficClass(int slot, int octet) {
        trafficClasses[slot] = (byte) octet;
    }

    // References are stored only where they differ: in an old array a store of one costs a memory fence with the G1
    // collector, which is more than all the rest that is done for a packet here.

    @SuppressWarnings("ReferenceEquality")
    void association(int slot, SecurityAssociation sa) {
        if (associations[slot] != sa) {
            associations[slot] = sa;
        }
        hasAssociation[slot] = true;
    }

    @SuppressWarnings("ReferenceEquality")
    private void bare(int slot, AddressPair addresses) {
        if (bareAddresses[slot] != addresses) {
            bareAddresses[slot] = addresses;
        }
    }

    void verdict(int slot, Verdict verdict) {
        verdicts[slot] = verdict.code();
    }
}
