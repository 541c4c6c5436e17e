package org.sctpshim.esp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** One counter a verdict. Threads: written by one thread, read by any. */
final class VerdictCounters {

    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] counts = new long[Verdict.count()];

    void add(Verdict verdict) {
        add(verdict, 1);
    }

    void add(Verdict verdict, int packets) {
        int cell = verdict.code();
        CELL.setOpaque(counts, cell, (long) CELL.get(counts, cell) + packets);
    }

    long count(Verdict verdict) {
        return (long) CELL.getOpaque(counts, verdict.code());
    }
}
