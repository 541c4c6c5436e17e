package org.sctpshim.esp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.aead.Aead;
import org.sctpshim.esp.aead.AeadBurst;

/**
 * Outbound processing (RFC 4303 section 3.3): find the SA, take a sequence number, lay out ESP round the payload where it
 * is, then encrypt the whole burst in one call.
 *
 * <p>The IP header moves towards the front by the length of ESP header and IV, so the payload stays in place.
 */
final class Sealer {

    private static final int SCTP_HEADER_BYTES = 12;
    private static final int MAX_IP_LENGTH = 0xffff;

    final VerdictCounters counters = new VerdictCounters();
    private final SecurityAssociationDatabase database;
    private final Aead aead;
    private final SaEvents events;
    private final IpHeader header = new IpHeader();
    private AeadBurst jobs = new AeadBurst(64, ByteBuffer.allocateDirect(1));
    private int[] slotOfJob = new int[64];

    Sealer(SecurityAssociationDatabase database, Aead aead, SaEvents events) {
        this.database = database;
        this.aead = aead;
        this.events = events;
    }

    void seal(PacketBurst burst, long nowNs) {
        database.sealGate.enter();
        try {
            reserve(burst);
            for (int slot = 0; slot < burst.size(); slot++) {
                Verdict refusal = prepare(burst, slot, nowNs);
                if (refusal != null) {
                    burst.verdict(slot, refusal);
                    counters.add(refusal);
                }
            }
            aead.seal(jobs);
            for (int job = 0; job < jobs.size(); job++) {
                Verdict verdict = jobs.succeeded(job) ? Verdict.SEALED : Verdict.CIPHER_FAILED;
                burst.verdict(slotOfJob[job], verdict);
                counters.add(verdict);
            }
        } finally {
            jobs.reset(burst.memory());
            database.sealGate.leave();
        }
    }

    private void reserve(PacketBurst burst) {
        if (burst.slots() > jobs.capacity()) {
            jobs = new AeadBurst(burst.slots(), burst.memory());
            slotOfJob = new int[burst.slots()];
        }
        jobs.reset(burst.memory());
    }

    /** Queues the slot's packet for encryption. Null means that it is queued. */
    private @Nullable Verdict prepare(PacketBurst burst, int slot, long nowNs) {
        ByteBuffer memory = burst.memory();
        Verdict refusal = header.read(memory, burst.offset(slot), burst.length(slot));
        if (refusal == null) {
            refusal = checkPayload();
        }
        if (refusal != null) {
            return refusal;
        }
        int payloadAt = header.offset + header.headerBytes;
        OutboundSa sa = database.findOutbound(
                header, memory.getShort(payloadAt) & 0xffff, memory.getShort(payloadAt + 2) & 0xffff);
        if (sa == null) {
            return Verdict.NO_SA;
        }
        burst.association(slot, sa);
        burst.trafficClass(slot, header.trafficClass);
        if (!sa.isAlive(nowNs, events)) {
            return Verdict.LIFETIME_EXPIRED;
        }
        return layOut(burst, slot, sa, nowNs);
    }

    private @Nullable Verdict checkPayload() {
        if (header.protocol != IpHeader.SCTP) {
            return Verdict.WRONG_PROTOCOL;
        }
        return header.packetBytes - header.headerBytes < SCTP_HEADER_BYTES ? Verdict.TRUNCATED : null;
    }

    private @Nullable Verdict layOut(PacketBurst burst, int slot, OutboundSa sa, long nowNs) {
        int payloadBytes = header.packetBytes - header.headerBytes;
        int padding = -(payloadBytes + EspLayout.TRAILER_BYTES) & sa.alignmentMask;
        int textBytes = payloadBytes + padding + EspLayout.TRAILER_BYTES;
        int sealedBytes = header.headerBytes + sa.frontBytes + textBytes + sa.icvBytes;
        if (sealedBytes > MAX_IP_LENGTH) {
            return Verdict.OVERSIZED;
        }
        long sequence = sa.nextSequence(events);
        if (sequence == 0) {
            return Verdict.SEQUENCE_EXHAUSTED;
        }
        sa.account(header.packetBytes, nowNs, events);
        ByteBuffer memory = burst.memory();
        int textAt = header.offset + header.headerBytes;
        EspLayout.writePadding(memory, textAt + payloadBytes, padding, IpHeader.SCTP);
        header.moveAndRewrite(memory, -sa.frontBytes, IpHeader.ESP, sealedBytes);
        int espAt = textAt - sa.frontBytes;
        EspLayout.writeHeader(memory, espAt, sa, sequence);
        slotOfJob[EspLayout.addJob(jobs, sa, burst.scratchOffset(slot), espAt, textBytes, sequence)] = slot;
        burst.packet(slot, header.offset, sealedBytes);
        burst.espOffset(slot, espAt);
        return null;
    }
}
