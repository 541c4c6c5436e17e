package org.sctpshim.esp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.aead.Aead;
import org.sctpshim.esp.aead.AeadBurst;

/**
 * Outbound processing (RFC 4303 section 3.3) in three passes over a burst: find every packet's SA; take a sequence number
 * and lay out ESP round each payload where it is; encrypt all of them in one call. SAs are all looked up first, so that
 * with many of them the processor waits for several cache misses at once and not for one after the other.
 *
 * <p>The IP header moves towards the front by the length of ESP header and IV, so the payload stays in place.
 */
final class Sealer {

    private static final int SCTP_HEADER_BYTES = 12;
    private static final int MAX_IP_LENGTH = 0xffff;
    private static final int OWN = -1;
    private static final int REFUSED = -2;

    final VerdictCounters counters = new VerdictCounters();
    private final SecurityAssociationDatabase database;
    private final Aead aead;
    private final SaEvents events;
    private AeadBurst jobs = new AeadBurst(1, ByteBuffer.allocateDirect(1));
    private IpHeader[] headers = new IpHeader[0];
    private int[] slotOfJob = new int[0];

    /** The slot before that is of the same path, or one of the two marks. */
    private int[] sameAs = new int[0];

    @SuppressWarnings("UnusedVariable") // written so that the compiler keeps what was read for its sake
    private int sink;

    private final PathMemory lastPath = new PathMemory();

    Sealer(SecurityAssociationDatabase database, Aead aead, SaEvents events) {
        this.database = database;
        this.aead = aead;
        this.events = events;
    }

    void seal(PacketBurst burst, long nowNs) {
        database.sealGate.enter();
        try {
            reserve(burst);
            int size = burst.size();
            int touched = 0;
            lastPath.forget();
            for (int slot = 0; slot < size; slot++) {
                Verdict refusal = read(burst, slot);
                refuse(burst, slot, refusal);
                touched += refusal == null ? prepare(burst, slot) : 0;
            }
            for (int slot = 0; slot < size; slot++) {
                if (sameAs[slot] != REFUSED) {
                    refuse(burst, slot, find(burst, slot));
                }
            }
            for (int slot = 0; slot < size; slot++) {
                if (sameAs[slot] == OWN && burst.association(slot) instanceof OutboundSa sa) {
                    touched += sa.touch();
                }
            }
            sink = touched;
            for (int slot = 0; slot < size; slot++) {
                if (burst.association(slot) instanceof OutboundSa sa) {
                    refuse(burst, slot, layOut(burst, slot, sa, nowNs));
                }
            }
            aead.seal(jobs);
            conclude(burst);
        } finally {
            database.sealGate.leave();
        }
    }

    private void reserve(PacketBurst burst) {
        if (burst.slots() > headers.length) {
            jobs = new AeadBurst(burst.slots(), burst.memory());
            headers = IpHeader.forSlots(burst.slots());
            slotOfJob = new int[burst.slots()];
            sameAs = new int[burst.slots()];
        }
        jobs.reset(burst.memory());
    }

    private void refuse(PacketBurst burst, int slot, @Nullable Verdict refusal) {
        if (refusal != null) {
            burst.verdict(slot, refusal);
            counters.add(refusal);
        }
    }

    /** Reads the slot's packet. Null means that its SA is to be found. */
    private @Nullable Verdict read(PacketBurst burst, int slot) {
        sameAs[slot] = REFUSED;
        IpHeader header = headers[slot];
        Verdict refusal = header.read(burst.memory(), burst.offset(slot), burst.length(slot));
        if (refusal != null) {
            return refusal;
        }
        if (header.protocol != IpHeader.SCTP) {
            return Verdict.WRONG_PROTOCOL;
        }
        return header.packetBytes - header.headerBytes < SCTP_HEADER_BYTES ? Verdict.TRUNCATED : null;
    }

    /** Sees whether the packet is of the path of the one before, else asks for what the lookup will read. */
    private int prepare(PacketBurst burst, int slot) {
        IpHeader header = headers[slot];
        int ports = burst.memory().getInt(header.offset + header.headerBytes);
        sameAs[slot] = lastPath.slotOf(headers, header, ports);
        if (sameAs[slot] != OWN) {
            return 0;
        }
        lastPath.remember(slot, ports);
        return database.prepareOutbound(header, ports >>> 16, ports & 0xffff);
    }

    /** Finds the SA of the slot's packet. Null means that there is one. */
    private @Nullable Verdict find(PacketBurst burst, int slot) {
        IpHeader header = headers[slot];
        SecurityAssociation sa;
        if (sameAs[slot] == OWN) {
            int ports = burst.memory().getInt(header.offset + header.headerBytes);
            sa = database.findOutbound(header, ports >>> 16, ports & 0xffff);
        } else {
            sa = burst.association(sameAs[slot]);
        }
        if (sa == null) {
            return Verdict.NO_SA;
        }
        burst.association(slot, sa);
        burst.trafficClass(slot, header.trafficClass);
        return null;
    }

    /** Queues the slot's packet for encryption. Null means that it is queued. */
    private @Nullable Verdict layOut(PacketBurst burst, int slot, OutboundSa sa, long nowNs) {
        if (!sa.isAlive(nowNs, events)) {
            return Verdict.LIFETIME_EXPIRED;
        }
        IpHeader header = headers[slot];
        AddressPair tunnel = sa.tunnel;
        if (sa.encapsulated && tunnel == null && header.headerBytes != IpHeader.plainBytes(header.ipv6)) {
            return Verdict.EXTENSION_HEADER;
        }
        // In tunnel mode the whole packet is the payload.
        int textAt = tunnel == null ? header.offset + header.headerBytes : header.offset;
        int payloadBytes = header.offset + header.packetBytes - textAt;
        int outerBytes = tunnel == null ? header.headerBytes : IpHeader.plainBytes(tunnel.ipv6());
        int padding = -(payloadBytes + EspLayout.TRAILER_BYTES) & sa.alignmentMask;
        int textBytes = payloadBytes + padding + EspLayout.TRAILER_BYTES;
        int sealedBytes = outerBytes + sa.frontBytes + textBytes + sa.icvBytes;
        if (sealedBytes > MAX_IP_LENGTH) {
            return Verdict.OVERSIZED;
        }
        long sequence = sa.nextSequence(events);
        if (sequence == 0) {
            return Verdict.SEQUENCE_EXHAUSTED;
        }
        sa.account(header.packetBytes, nowNs, events);
        ByteBuffer memory = burst.memory();
        int espAt = textAt - sa.frontBytes;
        EspLayout.writePadding(memory, textAt + payloadBytes, padding, sa.nextHeader);
        if (tunnel == null) {
            header.moveAndRewrite(memory, -sa.frontBytes, IpHeader.ESP, sealedBytes);
        } else {
            header.write(memory, espAt - outerBytes, tunnel, header.trafficClass, IpHeader.ESP, sealedBytes);
        }
        EspLayout.writeHeader(memory, espAt, sa, sequence);
        slotOfJob[EspLayout.addJob(jobs, sa, burst.scratchOffset(slot), espAt, textBytes, sequence, sequence)] = slot;
        burst.packet(slot, header.offset, sealedBytes);
        burst.espOffset(slot, espAt);
        return null;
    }

    private void conclude(PacketBurst burst) {
        int failed = 0;
        int size = jobs.size();
        for (int job = 0; job < size; job++) {
            boolean done = jobs.succeeded(job);
            burst.verdict(slotOfJob[job], done ? Verdict.SEALED : Verdict.CIPHER_FAILED);
            failed += done ? 0 : 1;
        }
        counters.add(Verdict.SEALED, size - failed);
        counters.add(Verdict.CIPHER_FAILED, failed);
    }
}
