package org.sctpshim.esp.linux;

import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.Map;

/**
 * Intel's multi-buffer library for IPsec, version 1.3, mapped directly. Pointers are passed as {@code long}, so that no
 * object is made for a call.
 *
 * <p>The library has each function once an instruction set and keeps the ones that suit the processor in a table of its
 * manager, whose address is of no use to direct mapping. So the manager's pointer is compared with the addresses of the
 * exported variants, and the one that is the same is mapped by its name.
 */
final class IpsecMbSymbols {

    static final String LIBRARY = "libIPSec_MB.so.1";

    /** Where the manager's table has these functions. */
    static final int GCM_128_PRE_AT = 448;

    static final int GET_NEXT_BURST_AT = 952;
    static final int SUBMIT_BURST_AT = 968;
    static final int FLUSH_BURST_AT = 976;

    private static final String[] BURST_VARIANTS = {
        "avx512_t2", "avx512_t1", "avx2_t2", "avx2_t1", "avx_t2", "avx_t1", "sse_t3", "sse_t2", "sse_t1"
    };
    private static final String[] GCM_VARIANTS = {"vaes_avx512", "avx512", "avx_gen4", "avx_gen2", "sse"};

    private IpsecMbSymbols() {}

    /** What has one name on every processor. */
    static final class Common {
        static {
            Native.register(Common.class, NativeLibrary.getInstance(LIBRARY));
        }

        private Common() {}

        static native int imb_get_version();

        static native long alloc_mb_mgr(long flags);

        static native void free_mb_mgr(long manager);

        static native void init_mb_mgr_auto(long manager, long architecture);

        static native int imb_get_errno(long manager);
    }

    /** What has another name on every kind of processor. To be touched after {@link #mapVariants} only. */
    static final class Variant {
        private Variant() {}

        static native int getNextBurst(long manager, int count, long jobs);

        static native int submitBurst(long manager, int count, long jobs);

        static native int flushBurst(long manager, int count, long jobs);

        static native void expandGcm128(long key, long expanded);

        static native void expandGcm192(long key, long expanded);

        static native void expandGcm256(long key, long expanded);
    }

    /**
     * Maps {@link Variant} to the functions that a manager has chosen, and tells the variant of the burst functions.
     *
     * @param table reads the manager's pointer at an offset
     * @throws UnsatisfiedLinkError if a function is none of those exported
     */
    static String mapVariants(Pointers table) {
        NativeLibrary library = NativeLibrary.getInstance(LIBRARY);
        String burst = variant(library, "submit_burst_nocheck_", BURST_VARIANTS, table.at(SUBMIT_BURST_AT));
        String gcm = variant(library, "aes_gcm_pre_128_", GCM_VARIANTS, table.at(GCM_128_PRE_AT));
        requireSame(library, "get_next_burst_" + burst, table.at(GET_NEXT_BURST_AT));
        requireSame(library, "flush_burst_" + burst, table.at(FLUSH_BURST_AT));
        Map<String, String> names = Map.of(
                "getNextBurst", "get_next_burst_" + burst,
                "submitBurst", "submit_burst_nocheck_" + burst,
                "flushBurst", "flush_burst_" + burst,
                "expandGcm128", "aes_gcm_pre_128_" + gcm,
                "expandGcm192", "aes_gcm_pre_192_" + gcm,
                "expandGcm256", "aes_gcm_pre_256_" + gcm);
        FunctionMapper mapper = (mapped, method) -> names.getOrDefault(method.getName(), method.getName());
        Native.register(
                Variant.class, NativeLibrary.getInstance(LIBRARY, Map.of(Library.OPTION_FUNCTION_MAPPER, mapper)));
        return burst;
    }

    /** A table of pointers. */
    interface Pointers {
        long at(int offset);
    }

    private static String variant(NativeLibrary library, String prefix, String[] variants, long address) {
        for (String each : variants) {
            if (address(library, prefix + each) == address) {
                return each;
            }
        }
        throw new UnsatisfiedLinkError(LIBRARY + " exports no " + prefix + "* for this processor");
    }

    private static void requireSame(NativeLibrary library, String name, long address) {
        if (address(library, name) != address) {
            throw new UnsatisfiedLinkError(LIBRARY + " is laid out in another way than expected: " + name);
        }
    }

    private static long address(NativeLibrary library, String name) {
        return com.sun.jna.Pointer.nativeValue(library.getGlobalVariableAddress(name));
    }
}
