package org.sctpshim.esp.linux;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A manager of ipsec-mb with its ring of job structures, which are filled where the library has them. The ciphers used here
 * finish within the call, so the ring is empty between calls and the library starts at its first job each time: the array
 * of pointers to jobs never changes, and a burst costs one call.
 *
 * <pre>
 *   0 key    8 key    16 key length   24 source   32 destination   40 0   48 cipher length   56 0   64 hash length
 *   72 nonce   80 nonce length   88 tag   96 tag length   104 additional data   112 their length
 *   128 status   132 cipher   136 direction   140 hash   144 order
 * </pre>
 *
 * <p>Threads: one, that of its user. Memory is given back when the object is unreachable.
 */
public final class IpsecMbJobs {

    /** The most jobs of a call. */
    public static final int CAPACITY = 128;

    private static final Cleaner CLEANER = Cleaner.create();

    private static final int JOB_BYTES = 200;
    private static final int ENCRYPTION_KEY_AT = 0;
    private static final int DECRYPTION_KEY_AT = 8;
    private static final int KEY_LENGTH_AT = 16;
    private static final int SOURCE_AT = 24;
    private static final int DESTINATION_AT = 32;
    private static final int CIPHER_START_AT = 40;
    private static final int CIPHER_LENGTH_AT = 48;
    private static final int HASH_START_AT = 56;
    private static final int HASH_LENGTH_AT = 64;
    private static final int NONCE_AT = 72;
    private static final int NONCE_LENGTH_AT = 80;
    private static final int TAG_AT = 88;
    private static final int TAG_LENGTH_AT = 96;
    private static final int AAD_AT = 104;
    private static final int AAD_LENGTH_AT = 112;
    private static final int STATUS_AT = 128;
    private static final int CIPHER_AT = 132;
    private static final int DIRECTION_AT = 136;
    private static final int HASH_AT = 140;
    private static final int ORDER_AT = 144;

    private static final int STATUS_COMPLETED = 3;
    private static final int ENCRYPT = 1;
    private static final int DECRYPT = 2;
    private static final int CIPHER_THEN_HASH = 1;
    private static final int HASH_THEN_CIPHER = 2;

    /** An AEAD of the library. */
    public enum Kind {
        /** AES-GCM with a key expanded by {@link IpsecMb#expandGcmKey}. */
        GCM(5, 9),
        /** ChaCha20-Poly1305 with the key as it is. */
        CHACHA20_POLY1305(19, 29);

        private final int cipher;
        private final int hash;

        Kind(int cipher, int hash) {
            this.cipher = cipher;
            this.hash = hash;
        }
    }

    private final long manager;
    private final NativeMemory pointers;
    private final ByteBuffer jobs;
    /** What each job's fixed fields say at present. */
    private final int[] formats = new int[CAPACITY];

    private IpsecMbJobs(long manager) throws IOException {
        this.manager = manager;
        this.pointers = NativeMemory.allocate(CAPACITY * Long.BYTES);
        // The library has tested itself and stands somewhere in its ring. One job done brings it back to the start.
        IpsecMbSymbols.Variant.getNextBurst(manager, 1, pointers.address());
        ByteBuffer first = view(pointers.buffer().getLong(0), JOB_BYTES);
        first.putInt(CIPHER_AT, 3)
                .putInt(HASH_AT, 8)
                .putInt(DIRECTION_AT, ENCRYPT)
                .putInt(ORDER_AT, CIPHER_THEN_HASH);
        int done = IpsecMbSymbols.Variant.submitBurst(manager, 1, pointers.address());
        int ready = IpsecMbSymbols.Variant.getNextBurst(manager, CAPACITY, pointers.address());
        long start = pointers.buffer().getLong(0);
        for (int job = 0; job < CAPACITY; job++) {
            if (pointers.buffer().getLong(job * Long.BYTES) != start + (long) job * JOB_BYTES) {
                ready = 0;
            }
        }
        if (done != 1 || ready != CAPACITY) {
            throw new IOException("ipsec-mb does not hand out its jobs as expected");
        }
        this.jobs = view(start, CAPACITY * JOB_BYTES);
    }

    static IpsecMbJobs open() throws IOException {
        long manager = IpsecMb.newManager();
        try {
            IpsecMbJobs jobs = new IpsecMbJobs(manager);
            CLEANER.register(jobs, () -> IpsecMbSymbols.Common.free_mb_mgr(manager));
            return jobs;
        } catch (IOException e) {
            IpsecMbSymbols.Common.free_mb_mgr(manager);
            throw e;
        }
    }

    private static ByteBuffer view(long address, int octets) {
        return new Pointer(address).getByteBuffer(0, octets).order(ByteOrder.nativeOrder());
    }

    /**
     * Fills a job. All that is named by an address must stay where it is until {@link #run} has returned.
     *
     * @param job 0 to {@link #CAPACITY} - 1
     * @param keyBytes length of the key before it was expanded
     * @param key address of the key
     * @param text address of the text, worked on in place
     * @param nonce address of 12 octets
     * @param aad address of the additional data
     * @param tag address of 16 octets that the tag is written to, on decryption too
     */
    public void fill(
            int job,
            Kind kind,
            boolean encrypt,
            int keyBytes,
            long key,
            long text,
            int textBytes,
            long nonce,
            long aad,
            int aadBytes,
            long tag) {
        int at = job * JOB_BYTES;
        int format = keyBytes << 8 | kind.cipher << 1 | (encrypt ? 1 : 0);
        if (formats[job] != format) {
            formats[job] = format;
            writeFormat(at, kind, encrypt, keyBytes);
        }
        // ChaCha20 takes the first for decryption too.
        jobs.putLong(at + ENCRYPTION_KEY_AT, key);
        jobs.putLong(at + DECRYPTION_KEY_AT, key);
        jobs.putLong(at + SOURCE_AT, text);
        jobs.putLong(at + DESTINATION_AT, text);
        jobs.putLong(at + CIPHER_LENGTH_AT, textBytes);
        jobs.putLong(at + HASH_LENGTH_AT, textBytes);
        jobs.putLong(at + NONCE_AT, nonce);
        jobs.putLong(at + TAG_AT, tag);
        jobs.putLong(at + AAD_AT, aad);
        jobs.putLong(at + AAD_LENGTH_AT, aadBytes);
    }

    private void writeFormat(int at, Kind kind, boolean encrypt, int keyBytes) {
        jobs.putLong(at + KEY_LENGTH_AT, keyBytes).putLong(at + CIPHER_START_AT, 0);
        jobs.putLong(at + HASH_START_AT, 0).putLong(at + NONCE_LENGTH_AT, 12).putLong(at + TAG_LENGTH_AT, 16);
        jobs.putInt(at + CIPHER_AT, kind.cipher).putInt(at + DIRECTION_AT, encrypt ? ENCRYPT : DECRYPT);
        jobs.putInt(at + HASH_AT, kind.hash).putInt(at + ORDER_AT, encrypt ? CIPHER_THEN_HASH : HASH_THEN_CIPHER);
    }

    /**
     * Carries out the first jobs, in one call.
     *
     * @return whether all of them were; if not, {@link #isDone} tells which
     */
    public boolean run(int count) {
        return count == 0 || IpsecMbSymbols.Variant.submitBurst(manager, count, pointers.address()) == count;
    }

    /** Whether a job was carried out. */
    public boolean isDone(int job) {
        return jobs.getInt(job * JOB_BYTES + STATUS_AT) == STATUS_COMPLETED;
    }
}
