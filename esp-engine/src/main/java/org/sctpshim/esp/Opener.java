package org.sctpshim.esp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.aead.Aead;
import org.sctpshim.esp.aead.AeadBurst;

/**
 * Inbound processing (RFC 4303 section 3.4, RFC 4301 section 5.2): find the SA by its SPI, look at the replay window,
 * decrypt the whole burst in one call, and only then let a packet change anything.
 */
final class Opener {

    private static final int SCTP_HEADER_BYTES = 12;
    private static final int NO_NEXT_HEADER = 59;

    final VerdictCounters counters = new VerdictCounters();
    private final SecurityAssociationDatabase database;
    private final Aead aead;
    private final SaEvents events;
    private final IpHeader header = new IpHeader();
    private AeadBurst jobs = new AeadBurst(64, ByteBuffer.allocateDirect(1));
    private int[] slotOfJob = new int[64];
    private long[] sequenceOfJob = new long[64];

    Opener(SecurityAssociationDatabase database, Aead aead, SaEvents events) {
        this.database = database;
        this.aead = aead;
        this.events = events;
    }

    void open(PacketBurst burst, long nowNs) {
        database.openGate.enter();
        try {
            reserve(burst);
            for (int slot = 0; slot < burst.size(); slot++) {
                Verdict refusal = prepare(burst, slot, nowNs);
                if (refusal != null) {
                    conclude(burst, slot, refusal);
                }
            }
            aead.open(jobs);
            for (int job = 0; job < jobs.size(); job++) {
                int slot = slotOfJob[job];
                conclude(burst, slot, jobs.succeeded(job) ? finish(burst, job, slot, nowNs) : Verdict.BAD_ICV);
            }
        } finally {
            jobs.reset(burst.memory());
            database.openGate.leave();
        }
    }

    private void reserve(PacketBurst burst) {
        if (burst.slots() > jobs.capacity()) {
            jobs = new AeadBurst(burst.slots(), burst.memory());
            slotOfJob = new int[burst.slots()];
            sequenceOfJob = new long[burst.slots()];
        }
        jobs.reset(burst.memory());
    }

    private void conclude(PacketBurst burst, int slot, Verdict verdict) {
        burst.verdict(slot, verdict);
        counters.add(verdict);
    }

    /** Queues the slot's packet for decryption; nothing but the slot changes. Null means that it is queued. */
    private @Nullable Verdict prepare(PacketBurst burst, int slot, long nowNs) {
        AddressPair bare = burst.bareAddresses(slot);
        Verdict refusal = bare == null ? locate(burst, slot) : null;
        if (refusal != null) {
            return refusal;
        }
        int espAt = burst.espOffset(slot);
        int espBytes = burst.espLength(slot);
        if (espBytes < EspLayout.HEADER_BYTES) {
            return Verdict.TRUNCATED;
        }
        InboundSa sa = database.findInbound(burst.memory().getInt(espAt));
        if (sa == null || !(bare == null ? header.isFor(sa.addressPair) : isFor(bare, sa.addressPair))) {
            return Verdict.NO_SA;
        }
        burst.association(slot, sa);
        if (!sa.isAlive(nowNs, events)) {
            return Verdict.LIFETIME_EXPIRED;
        }
        int textBytes = espBytes - sa.frontBytes - sa.icvBytes;
        if (textBytes < EspLayout.TRAILER_BYTES || (textBytes & sa.blockMask) != 0) {
            return Verdict.TRUNCATED;
        }
        return queue(burst, slot, sa, textBytes);
    }

    /** Finds ESP in an IP packet. */
    private @Nullable Verdict locate(PacketBurst burst, int slot) {
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
        return null;
    }

    private @Nullable Verdict queue(PacketBurst burst, int slot, InboundSa sa, int textBytes) {
        ByteBuffer memory = burst.memory();
        int espAt = burst.espOffset(slot);
        long sequence = sa.inferSequence(memory.getInt(espAt + EspLayout.SEQUENCE_AT));
        if (!sa.replay.isNew(sequence)) {
            return Verdict.REPLAYED;
        }
        int job = EspLayout.addJob(jobs, sa, burst.scratchOffset(slot), espAt, textBytes, sequence);
        slotOfJob[job] = slot;
        sequenceOfJob[job] = sequence;
        return null;
    }

    /** The packet is authentic: from here on it may change the SA. */
    private Verdict finish(PacketBurst burst, int job, int slot, long nowNs) {
        if (!(burst.association(slot) instanceof InboundSa sa) || !sa.replay.accept(sequenceOfJob[job])) {
            return Verdict.REPLAYED;
        }
        if (!sa.isAlive(nowNs, events)) {
            return Verdict.LIFETIME_EXPIRED;
        }
        int textAt = jobs.textOffset(job);
        int trailerAt = textAt + jobs.textLength(job) - EspLayout.TRAILER_BYTES;
        int padding = burst.memory().get(trailerAt) & 0xff;
        int payloadBytes = jobs.textLength(job) - EspLayout.TRAILER_BYTES - padding;
        if (payloadBytes < 0 || !EspLayout.hasPadding(burst.memory(), trailerAt - padding, padding)) {
            return Verdict.BAD_PADDING;
        }
        int nextHeader = burst.memory().get(trailerAt + 1) & 0xff;
        if (nextHeader == NO_NEXT_HEADER) {
            return Verdict.DUMMY;
        }
        if (nextHeader != IpHeader.SCTP) {
            return Verdict.SELECTOR_MISMATCH;
        }
        if (payloadBytes < SCTP_HEADER_BYTES) {
            return Verdict.TRUNCATED;
        }
        Verdict verdict = restore(burst, slot, sa, textAt, payloadBytes);
        if (verdict == Verdict.OPENED) {
            sa.account(burst.length(slot), nowNs, events);
        }
        return verdict;
    }

    /** Puts the IP header before the payload and checks what is now a clear packet against the SA's selectors. */
    private Verdict restore(PacketBurst burst, int slot, InboundSa sa, int payloadAt, int payloadBytes) {
        ByteBuffer memory = burst.memory();
        AddressPair bare = burst.bareAddresses(slot);
        if (bare != null) {
            int headerBytes = IpHeader.plainBytes(bare.ipv6());
            int total = headerBytes + payloadBytes;
            header.write(memory, payloadAt - headerBytes, bare, burst.trafficClass(slot), IpHeader.SCTP, total);
        } else {
            // It was read before, but other packets of the burst have been since.
            Verdict refusal = header.read(memory, burst.offset(slot), burst.length(slot));
            if (refusal != null) {
                return refusal;
            }
            header.moveAndRewrite(memory, sa.frontBytes, IpHeader.SCTP, header.headerBytes + payloadBytes);
        }
        burst.packet(slot, header.offset, header.packetBytes);
        int sourcePort = memory.getShort(payloadAt) & 0xffff;
        int destinationPort = memory.getShort(payloadAt + 2) & 0xffff;
        boolean covered = header.hasAddresses(sa.addressPair) && sa.ports.covers(sourcePort, destinationPort);
        return covered ? Verdict.OPENED : Verdict.SELECTOR_MISMATCH;
    }

    private static boolean isFor(AddressPair packet, AddressPair sa) {
        return packet.ipv6() == sa.ipv6()
                && packet.destinationHigh() == sa.destinationHigh()
                && packet.destinationLow() == sa.destinationLow();
    }
}
