package org.sctpshim.benchmarks.esp;

import java.net.UnknownHostException;
import java.util.List;
import org.sctpshim.esp.EspEngine;

/**
 * Octets of heap that an SA takes in an engine, with all that the engine keeps for it and an address and a key of its own:
 * the heap is compared before and after with many of them. The cipher's own key, which ipsec-mb has outside of the heap (1
 * KiB), is not in it; the replay window of an inbound SA is.
 */
public final class EngineSaMemory {

    /** What can be measured. */
    public static final List<String> DIRECTIONS = List.of("outbound", "inbound");

    private static final int SAS = 20_000;
    private static final int COLLECTIONS = 4;

    private EngineSaMemory() {}

    /** Measures one of {@link #DIRECTIONS}. */
    public static double octets(String direction) throws UnknownHostException {
        fill(new EspEngine(new NoCipherProvider()), direction, 1);
        EspEngine engine = new EspEngine(new NoCipherProvider());
        long before = heapOctets();
        fill(engine, direction, SAS);
        long after = heapOctets();
        int installed = engine.outbound().size() + engine.inbound().size();
        if (installed != SAS) {
            throw new IllegalStateException(installed + " SAs instead of " + SAS);
        }
        return (double) (after - before) / SAS;
    }

    private static void fill(EspEngine engine, String direction, int count) throws UnknownHostException {
        for (int sa = 0; sa < count; sa++) {
            var parameters = BenchmarkPackets.parameters(sa, BenchmarkPackets.key(sa));
            if (direction.equals("outbound")) {
                engine.installOutbound(parameters, 0);
            } else {
                engine.installInbound(parameters, 0);
            }
        }
    }

    private static long heapOctets() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
