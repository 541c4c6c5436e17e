package org.sctpshim.esp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.aead.Aead;
import org.sctpshim.esp.aead.AeadBurst;

/**
 * Inbound processing (RFC 4303 section 3.4, RFC 4301 section 5.2) in passes over a burst: find every packet's SA by its
 * SPI; look at the replay windows; decrypt all packets in one call; and only then let a packet change anything.
 */
final class Opener {

    private static final int SCTP_HEADER_BYTES = 12;
    private static final int NO_NEXT_HEADER = 59;

    final VerdictCounters counters = new VerdictCounters();
    private final SecurityAssociationDatabase database;
    private final Aead aead;
    private final SaEvents events;
    private AeadBurst jobs = new AeadBurst(1, ByteBuffer.allocateDirect(1));
    private IpHeader[] headers = new IpHeader[0];
    private int[] slotOfJob = new int[0];
    private long[] sequenceOfJob = new long[0];
    private boolean[] located = new boolean[0];
    private int opened;

    @SuppressWarnings("UnusedVariable") // written so that the compiler keeps what was read for its sake
    private int sink;

    Opener(SecurityAssociationDatabase database, Aead aead, SaEvents events) {
        this.database = database;
        this.aead = aead;
        this.events = events;
    }

    void open(PacketBurst burst, long nowNs) {
        database.openGate.enter();
        try {
            reserve(burst);
            int size = burst.size();
            int touched = 0;
            for (int slot = 0; slot < size; slot++) {
                Verdict refusal = locate(burst, slot);
                located[slot] = refusal == null;
                refuse(burst, slot, refusal);
                touched += refusal == null ? database.prepareInbound(spi(burst, slot)) : 0;
            }
            for (int slot = 0; slot < size; slot++) {
                if (located[slot]) {
                    refuse(burst, slot, find(burst, slot));
                }
            }
            for (int slot = 0; slot < size; slot++) {
                if (burst.association(slot) instanceof InboundSa sa) {
                    touched += sa.touch();
                }
            }
            sink = touched;
            for (int slot = 0; slot < size; slot++) {
                if (burst.association(slot) instanceof InboundSa sa) {
                    refuse(burst, slot, queue(burst, slot, sa, nowNs));
                }
            }
            aead.open(jobs);
            conclude(burst, nowNs);
        } finally {
            database.openGate.leave();
        }
    }

    private void reserve(PacketBurst burst) {
        if (burst.slots() > headers.length) {
            jobs = new AeadBurst(burst.slots(), burst.memory());
            headers = IpHeader.forSlots(burst.slots());
            slotOfJob = new int[burst.slots()];
            located = new boolean[burst.slots()];
            sequenceOfJob = new long[burst.slots()];
        }
        jobs.reset(burst.memory());
    }

    private void refuse(PacketBurst burst, int slot, @Nullable Verdict refusal) {
        if (refusal != null) {
            burst.verdict(slot, refusal);
            counters.add(refusal);
        }
    }

    /** Finds ESP in the slot. Null means that its SA is to be found. */
    private @Nullable Verdict locate(PacketBurst burst, int slot) {
        if (burst.bareAddresses(slot) == null) {
            IpHeader header = headers[slot];
            Verdict refusal = header.read(burst.memory(), burst.offset(slot), burst.length(slot));
            if (refusal != null) {
                return refusal;
            }
            if (header.protocol != IpHeader.ESP) {
                return Verdict.WRONG_PROTOCOL;
            }
            burst.packet(slot, header.offset, header.packetBytes);
            burst.espOffset(slot, header.offset + header.headerBytes);
            burst.trafficClass(slot, header.trafficClass);
        }
        return burst.espLength(slot) < EspLayout.HEADER_BYTES ? Verdict.TRUNCATED : null;
    }

    private static int spi(PacketBurst burst, int slot) {
        return burst.memory().getInt(burst.espOffset(slot));
    }

    /** Finds the SA of the slot's packet. Null means that there is one. */
    private @Nullable Verdict find(PacketBurst burst, int slot) {
        AddressPair bare = burst.bareAddresses(slot);
        InboundSa sa = database.findInbound(spi(burst, slot));
        if (sa == null || !(bare == null ? sa.takesEspTo(headers[slot]) : sa.encapsulated || isFor(bare, sa.outer()))) {
            return Verdict.NO_SA;
        }
        burst.association(slot, sa);
        return null;
    }

    /** Queues the slot's packet for decryption; nothing but the slot changes. Null means that it is queued. */
    private @Nullable Verdict queue(PacketBurst burst, int slot, InboundSa sa, long nowNs) {
        if (!sa.isAlive(nowNs, events)) {
            return Verdict.LIFETIME_EXPIRED;
        }
        int textBytes = burst.espLength(slot) - sa.frontBytes - sa.icvBytes;
        if (textBytes < EspLayout.TRAILER_BYTES || (textBytes & sa.blockMask) != 0) {
            return Verdict.TRUNCATED;
        }
        ByteBuffer memory = burst.memory();
        int espAt = burst.espOffset(slot);
        long sequence = sa.inferSequence(memory.getInt(espAt + EspLayout.SEQUENCE_AT));
        if (!sa.replay.isNew(sequence)) {
            return Verdict.REPLAYED;
        }
        long iv = memory.getLong(espAt + EspLayout.IV_AT);
        int job = EspLayout.addJob(jobs, sa, burst.scratchOffset(slot), espAt, textBytes, sequence, iv);
        slotOfJob[job] = slot;
        sequenceOfJob[job] = sequence;
        return null;
    }

    private void conclude(PacketBurst burst, long nowNs) {
        opened = 0;
        int size = jobs.size();
        for (int job = 0; job < size; job++) {
            int slot = slotOfJob[job];
            refuse(burst, slot, jobs.succeeded(job) ? finish(burst, job, slot, nowNs) : failed(burst, slot));
        }
        counters.add(Verdict.OPENED, opened);
    }

    private static Verdict failed(PacketBurst burst, int slot) {
        if (burst.association(slot) instanceof InboundSa sa) {
            sa.failed();
        }
        return Verdict.BAD_ICV;
    }

    /** The packet is authentic: from here on it may change the SA. Null means that it is opened. */
    private @Nullable Verdict finish(PacketBurst burst, int job, int slot, long nowNs) {
        if (!(burst.association(slot) instanceof InboundSa sa) || !sa.replay.accept(sequenceOfJob[job])) {
            return Verdict.REPLAYED;
        }
        sa.succeeded();
        if (!sa.isAlive(nowNs, events)) {
            return Verdict.LIFETIME_EXPIRED;
        }
        ByteBuffer memory = burst.memory();
        int textAt = jobs.textOffset(job);
        int trailerAt = textAt + jobs.textLength(job) - EspLayout.TRAILER_BYTES;
        int trailer = memory.getShort(trailerAt) & 0xffff;
        int padding = trailer >>> 8;
        int payloadBytes = trailerAt - padding - textAt;
        if (payloadBytes < 0 || !EspLayout.hasPadding(memory, trailerAt - padding, padding)) {
            return Verdict.BAD_PADDING;
        }
        int nextHeader = trailer & 0xff;
        if (nextHeader != sa.nextHeader) {
            return nextHeader == NO_NEXT_HEADER ? Verdict.DUMMY : Verdict.SELECTOR_MISMATCH;
        }
        Verdict refusal = sa.tunnel == null
                ? restore(burst, slot, sa, textAt, payloadBytes)
                : takeOut(burst, slot, textAt, payloadBytes);
        if (refusal != null) {
            return refusal;
        }
        IpHeader header = headers[slot];
        burst.packet(slot, header.offset, header.packetBytes);
        int ports = memory.getInt(header.offset + header.headerBytes);
        if (!sa.isOfAddresses(header) || !sa.ports.covers(ports >>> 16, ports & 0xffff)) {
            return Verdict.SELECTOR_MISMATCH;
        }
        sa.account(header.packetBytes, nowNs, events);
        if (sequenceOfJob[job] == sa.replay.top()) {
            burst.newest(slot);
        }
        burst.verdict(slot, Verdict.OPENED);
        opened++;
        return null;
    }

    /**
     * Transport mode: puts the IP header before the payload. What came within UDP gets the selectors' addresses, whatever a
     * NAT has made of them on the way. Null means that all is well.
     */
    private @Nullable Verdict restore(PacketBurst burst, int slot, InboundSa sa, int payloadAt, int payloadBytes) {
        if (payloadBytes < SCTP_HEADER_BYTES) {
            return Verdict.TRUNCATED;
        }
        ByteBuffer memory = burst.memory();
        IpHeader header = headers[slot];
        AddressPair bare = burst.bareAddresses(slot);
        if (bare == null) {
            header.moveAndRewrite(memory, sa.frontBytes, IpHeader.SCTP, header.headerBytes + payloadBytes);
        } else {
            AddressPair ends = sa.encapsulated ? sa.addressPair : bare;
            int headerBytes = IpHeader.plainBytes(ends.ipv6());
            int total = headerBytes + payloadBytes;
            header.write(memory, payloadAt - headerBytes, ends, burst.trafficClass(slot), IpHeader.SCTP, total);
        }
        return null;
    }

    /**
     * Tunnel mode: the payload is a clear packet by itself; what may follow it hides its length (RFC 4303 section 2.7). Null
     * means that all is well.
     */
    private @Nullable Verdict takeOut(PacketBurst burst, int slot, int packetAt, int payloadBytes) {
        IpHeader header = headers[slot];
        Verdict refusal = header.read(burst.memory(), packetAt, payloadBytes);
        if (refusal != null) {
            return refusal;
        }
        if (header.protocol != IpHeader.SCTP) {
            return Verdict.SELECTOR_MISMATCH;
        }
        if (header.packetBytes - header.headerBytes < SCTP_HEADER_BYTES) {
            return Verdict.TRUNCATED;
        }
        return header.takeCongestion(burst.memory(), burst.trafficClass(slot)) ? null : Verdict.CONGESTION_UNHEARD;
    }

    private static boolean isFor(AddressPair packet, AddressPair sa) {
        return packet.ipv6() == sa.ipv6()
                && packet.destinationHigh() == sa.destinationHigh()
                && packet.destinationLow() == sa.destinationLow();
    }
}
