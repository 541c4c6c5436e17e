package org.sctpshim.benchmarks.harness;

import java.io.IOException;
import org.sctpshim.benchmarks.esp.EngineSaMemory;
import org.sctpshim.benchmarks.harness.measure.Subject;

/** What an SA takes of the heap. */
final class EngineMemorySubject implements Subject {

    @Override
    public String name() {
        return "engine, an SA";
    }

    @Override
    public double measure(String direction) throws IOException {
        return EngineSaMemory.octets(direction);
    }
}
