package org.sctpshim.esp.plane;

import java.util.concurrent.atomic.AtomicLong;

/** What the packet threads count beside the engine's verdicts; touched only when something went wrong. */
record LoopCounters(AtomicLong sendRefused, AtomicLong deliveryRefused, AtomicLong faults) {

    LoopCounters() {
        this(new AtomicLong(), new AtomicLong(), new AtomicLong());
    }
}
