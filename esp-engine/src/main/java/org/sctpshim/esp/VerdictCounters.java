package org.sctpshim.esp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** One counter a verdict. Threads: written by one thread, read by any. */
@SuppressWarnings("EnumOrdinal") // a dense index is what is wanted here, and it is never stored
final class VerdictCounters {

    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] counts = new long[Verdict.count()];

    void add(Verdict verdict) {
        int cell = verdict.ordinal();
        CELL.setOpaque(counts, cell, (long) CELL.get(counts, cell) + 1);
    }

    long count(Verdict verdict) {
        return (long) CELL.getOpaque(counts, verdict.ordinal());
    }
}
