package org.sctpshim.esp.aead;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A list of jobs over one direct buffer, filled by the caller, carried out by {@link Aead}. All places are offsets into
 * that buffer, so a native provider needs its base address only once and the caller copies nothing:
 *
 * <pre>
 *   nonce       as many octets as the algorithm says
 *   aad         aadLength octets, authenticated
 *   text        textLength octets, worked on in place
 *   tag         directly behind the text
 * </pre>
 *
 * With CBC the nonce is the initialisation vector and stands directly before the text. On sealing it holds a number that
 * never repeats under the key; the worker encrypts it in place, which makes the vector nobody can predict that CBC needs
 * (NIST SP 800-38A appendix C). With an HMAC the additional data stand directly before the vector (or the text), and a
 * suffix of 32 bits may be authenticated behind the text without being there: ESP's high half of the sequence number (RFC
 * 4303 section 2.2.1).
 *
 * <p>Threads: belongs to the thread of its user. Nothing is allocated after construction.
 */
public final class AeadBurst {

    /** What {@link #suffix} is when there is none. */
    public static final long NO_SUFFIX = -1;

    private final int capacity;
    private final @Nullable AeadKey[] keys;
    private final int[] nonceOffsets;
    private final int[] aadOffsets;
    private final int[] aadLengths;
    private final int[] textOffsets;
    private final int[] textLengths;
    private final long[] suffixes;
    private final boolean[] results;
    private ByteBuffer memory;
    private int size;

    /** A list for at most {@code capacity} jobs over the given direct buffer. */
    public AeadBurst(int capacity, ByteBuffer memory) {
        if (capacity <= 0) {
            throw new IllegalArgumentException("capacity must be positive, got " + capacity);
        }
        this.capacity = capacity;
        this.keys = new AeadKey[capacity];
        this.nonceOffsets = new int[capacity];
        this.aadOffsets = new int[capacity];
        this.aadLengths = new int[capacity];
        this.textOffsets = new int[capacity];
        this.textLengths = new int[capacity];
        this.suffixes = new long[capacity];
        this.results = new boolean[capacity];
        this.memory = requireDirect(memory);
    }

    /** Empties the list and points it at a buffer. */
    @SuppressWarnings("ReferenceEquality")
    public void reset(ByteBuffer newMemory) {
        if (memory != newMemory) {
            memory = requireDirect(newMemory);
        }
        size = 0;
    }

    /** Adds a job and tells its index. The caller vouches for the offsets: they are not checked here. */
    @SuppressWarnings("ReferenceEquality")
    public int add(AeadKey key, int nonceOffset, int aadOffset, int aadLength, int textOffset, int textLength) {
        if (size == capacity) {
            throw new IllegalStateException("the burst is full: " + capacity + " jobs");
        }
        int job = size++;
        // Stored only where it differs: in an old array a store of a reference costs a memory fence with the G1
        // collector.
        if (keys[job] != key) {
            keys[job] = key;
        }
        nonceOffsets[job] = nonceOffset;
        aadOffsets[job] = aadOffset;
        aadLengths[job] = aadLength;
        textOffsets[job] = textOffset;
        textLengths[job] = textLength;
        suffixes[job] = NO_SUFFIX;
        results[job] = false;
        return job;
    }

    /** Has an HMAC cover 32 bits behind a job's text. */
    public void suffix(int job, int bits) {
        suffixes[job] = bits & 0xffff_ffffL;
    }

    /** The direct buffer all offsets are in. */
    public ByteBuffer memory() {
        return memory;
    }

    /** How many jobs there are. */
    public int size() {
        return size;
    }

    /** How many jobs there can be. */
    public int capacity() {
        return capacity;
    }

    /** The key of a job. */
    public AeadKey key(int job) {
        AeadKey key = keys[job];
        if (key == null || job >= size) {
            throw new IllegalStateException("no job " + job + " in a burst of " + size);
        }
        return key;
    }

    /** Where the nonce is. */
    public int nonceOffset(int job) {
        return nonceOffsets[job];
    }

    /** Where the additional authenticated data are. */
    public int aadOffset(int job) {
        return aadOffsets[job];
    }

    /** How many octets of additional authenticated data there are. */
    public int aadLength(int job) {
        return aadLengths[job];
    }

    /** Where the text is. */
    public int textOffset(int job) {
        return textOffsets[job];
    }

    /** How many octets of text there are, without the tag. */
    public int textLength(int job) {
        return textLengths[job];
    }

    /** The 32 bits that an HMAC covers behind the text, or {@link #NO_SUFFIX}. */
    public long suffix(int job) {
        return suffixes[job];
    }

    /** Set by the worker: whether the job was done and, on opening, the tag was right. */
    public void result(int job, boolean done) {
        results[job] = done;
    }

    /** Whether the job was done and, on opening, the tag was right. */
    public boolean succeeded(int job) {
        return results[job];
    }

    private static ByteBuffer requireDirect(ByteBuffer memory) {
        if (!memory.isDirect()) {
            throw new IllegalArgumentException("a burst works on direct memory only");
        }
        return memory;
    }
}
