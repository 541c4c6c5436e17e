package org.sctpshim.esp.aead;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.linux.IpsecMbJobs;
import org.sctpshim.esp.linux.NativeMemory;

/** Bursts over ipsec-mb: jobs are filled in the library's own memory, and one call carries out up to 128 of them. */
final class IpsecMbAead implements Aead {

    private static final int TAG_BYTES = 16;

    /** What GMAC authenticates has to be in one piece, so it is copied here. */
    private static final int CLEAR_BYTES = 4096;

    private final IpsecMbJobs library;
    private final int[] jobOf = new int[IpsecMbJobs.CAPACITY];
    private final ByteBuffer tags = ByteBuffer.allocateDirect(IpsecMbJobs.CAPACITY * TAG_BYTES);
    private final long tagsAddress = NativeMemory.of(tags).address();
    private @Nullable NativeMemory clear;
    private @Nullable ByteBuffer clearOctets;
    private @Nullable ByteBuffer known;
    private long base;
    private int filled;

    IpsecMbAead(IpsecMbJobs jobs) {
        this.library = jobs;
    }

    @Override
    public void seal(AeadBurst jobs) {
        locate(jobs.memory());
        int size = jobs.size();
        for (int job = 0; job < size; job++) {
            if (jobs.key(job) instanceof IpsecMbKey key) {
                long tag = base + jobs.textOffset(job) + jobs.textLength(job);
                fill(jobs, job, key, true, tag);
                if (filled == IpsecMbJobs.CAPACITY) {
                    runSealing(jobs);
                }
            }
        }
        runSealing(jobs);
    }

    @Override
    public void open(AeadBurst jobs) {
        locate(jobs.memory());
        int size = jobs.size();
        for (int job = 0; job < size; job++) {
            if (jobs.key(job) instanceof IpsecMbKey key) {
                fill(jobs, job, key, false, tagsAddress + (long) filled * TAG_BYTES);
                if (filled == IpsecMbJobs.CAPACITY) {
                    runOpening(jobs);
                }
            }
        }
        runOpening(jobs);
    }

    @SuppressWarnings("ReferenceEquality") // the same object is meant, not the same octets
    private void locate(ByteBuffer memory) {
        if (memory != known) {
            base = NativeMemory.of(memory).address();
            known = memory;
        }
    }

    private void fill(AeadBurst jobs, int job, IpsecMbKey key, boolean encrypt, long tag) {
        long address = key.address();
        if (address == 0) {
            return;
        }
        if (key.gmac) {
            fillClear(jobs, job, key, encrypt, tag, address);
            return;
        }
        jobOf[filled] = job;
        library.fill(
                filled++,
                key.kind,
                encrypt,
                key.keyBytes,
                address,
                base + jobs.textOffset(job),
                jobs.textLength(job),
                base + jobs.nonceOffset(job),
                base + jobs.aadOffset(job),
                jobs.aadLength(job),
                tag);
    }

    private void fillClear(AeadBurst jobs, int job, IpsecMbKey key, boolean encrypt, long tag, long address) {
        int bytes = jobs.aadLength(job) + jobs.textLength(job);
        if (bytes > CLEAR_BYTES) {
            return;
        }
        if (clear == null || clearOctets == null) {
            clearOctets = ByteBuffer.allocateDirect(IpsecMbJobs.CAPACITY * CLEAR_BYTES);
            clear = NativeMemory.of(clearOctets);
        }
        int at = filled * CLEAR_BYTES;
        clearOctets.put(at, jobs.memory(), jobs.aadOffset(job), jobs.aadLength(job));
        clearOctets.put(at + jobs.aadLength(job), jobs.memory(), jobs.textOffset(job), jobs.textLength(job));
        jobOf[filled] = job;
        long aad = clear.address() + at;
        library.fill(
                filled++,
                key.kind,
                encrypt,
                key.keyBytes,
                address,
                aad,
                0,
                base + jobs.nonceOffset(job),
                aad,
                bytes,
                tag);
    }

    private void runSealing(AeadBurst jobs) {
        boolean all = library.run(filled);
        for (int index = 0; index < filled; index++) {
            jobs.result(jobOf[index], all || library.isDone(index));
        }
        filled = 0;
    }

    private void runOpening(AeadBurst jobs) {
        boolean all = library.run(filled);
        ByteBuffer memory = jobs.memory();
        for (int index = 0; index < filled; index++) {
            int job = jobOf[index];
            int tagAt = jobs.textOffset(job) + jobs.textLength(job);
            int ours = index * TAG_BYTES;
            // No early end: how many octets are right is not to be measured.
            long difference = (memory.getLong(tagAt) ^ tags.getLong(ours))
                    | (memory.getLong(tagAt + Long.BYTES) ^ tags.getLong(ours + Long.BYTES));
            jobs.result(job, difference == 0 && (all || library.isDone(index)));
        }
        filled = 0;
    }
}
