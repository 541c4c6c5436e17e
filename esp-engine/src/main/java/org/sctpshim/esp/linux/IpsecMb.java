package org.sctpshim.esp.linux;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Intel's multi-buffer library for IPsec ({@code libIPSec_MB.so.1}, Debian's package libipsec-mb1): loaded once a process,
 * if it is there.
 *
 * <p>Threads: any, for everything here.
 */
public final class IpsecMb {

    /** Octets of an expanded AES-GCM key. */
    public static final int GCM_KEY_BYTES = 1008;

    /** What the address of an expanded key has to be a multiple of. */
    public static final int KEY_ALIGNMENT = 64;

    /** The only layout known: later versions have moved what {@link IpsecMbSymbols} looks for. */
    private static final int KNOWN_VERSION = 0x0103;

    private static @Nullable IpsecMb loaded;

    private final String variant;

    private IpsecMb(String variant) {
        this.variant = variant;
    }

    /**
     * The library.
     *
     * @throws IOException if it is missing, of another version, or cannot use this processor; the message says which
     */
    public static synchronized IpsecMb load() throws IOException {
        IpsecMb present = loaded;
        if (present != null) {
            return present;
        }
        try {
            present = new IpsecMb(map());
        } catch (LinkageError e) {
            throw new IOException(
                    "no usable " + IpsecMbSymbols.LIBRARY + " (Debian: apt-get install libipsec-mb1): "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
        loaded = present;
        return present;
    }

    private static String map() throws IOException {
        int version = IpsecMbSymbols.Common.imb_get_version();
        if (version >>> 8 != KNOWN_VERSION) {
            throw new IOException("%s is version %d.%d, known is 1.3"
                    .formatted(IpsecMbSymbols.LIBRARY, version >>> 16, version >>> 8 & 0xff));
        }
        long manager = newManager();
        try {
            Pointer table = new Pointer(manager);
            return IpsecMbSymbols.mapVariants(table::getLong);
        } finally {
            IpsecMbSymbols.Common.free_mb_mgr(manager);
        }
    }

    /** The address of a new manager. */
    static long newManager() throws IOException {
        long manager = IpsecMbSymbols.Common.alloc_mb_mgr(0);
        if (manager == 0) {
            throw new IOException("ipsec-mb has no memory for a manager");
        }
        IpsecMbSymbols.Common.init_mb_mgr_auto(manager, 0);
        int error = IpsecMbSymbols.Common.imb_get_errno(manager);
        if (error != 0) {
            IpsecMbSymbols.Common.free_mb_mgr(manager);
            throw new IOException("ipsec-mb cannot work on this processor, error " + error);
        }
        return manager;
    }

    /** Which of the library's variants suits this processor, such as {@code avx512_t2}. */
    public String variant() {
        return variant;
    }

    /** A list of jobs for one thread. */
    public IpsecMbJobs newJobs() throws IOException {
        return IpsecMbJobs.open();
    }

    /**
     * Expands an AES-GCM key.
     *
     * @param key 16, 24 or 32 octets
     * @param expanded address of {@link #GCM_KEY_BYTES} octets
     */
    public void expandGcmKey(byte[] key, long expanded) {
        NativeMemory copy = NativeMemory.allocate(key.length);
        ByteBuffer octets = copy.buffer();
        octets.put(0, key);
        switch (key.length) {
            case 16 -> IpsecMbSymbols.Variant.expandGcm128(copy.address(), expanded);
            case 24 -> IpsecMbSymbols.Variant.expandGcm192(copy.address(), expanded);
            case 32 -> IpsecMbSymbols.Variant.expandGcm256(copy.address(), expanded);
            default -> throw new IllegalArgumentException("no AES key has " + key.length + " octets");
        }
        byte[] zeros = new byte[key.length];
        Arrays.fill(zeros, (byte) 0);
        octets.put(0, zeros);
    }
}
