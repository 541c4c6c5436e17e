package org.sctpshim.benchmarks.ike;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import org.sctpshim.ike.crypto.SecurityProfile;

/**
 * Processor time a handshake takes, both ends together. Other than JMH's elapsed time it bears neighbours on the machine;
 * what the garbage collector does in a thread of its own is not in it.
 */
public final class HandshakeCpu {
    private static final int WARM_UP = 3_000;
    private static final int ROUNDS = 7;
    private static final int HANDSHAKES = 300;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private HandshakeCpu() {}

    /** Prints a table: the median of seven rounds, and the least and the greatest. */
    public static void main(String[] arguments) {
        System.out.println("| suite | us a handshake, both ends | least - greatest |");
        System.out.println("|---|---|---|");
        for (Suite suite : Suite.values()) {
            measure(suite.name(), suite.profile());
        }
        measure("HYBRID (X25519 + ML-KEM-768)", SecurityProfile.HYBRID);
    }

    private static void measure(String name, SecurityProfile profile) {
        long until = THREADS.getCurrentThreadCpuTime() + 4_000_000_000L;
        for (int i = 0; i < WARM_UP && THREADS.getCurrentThreadCpuTime() < until; i++) {
            Handshake.run(profile);
        }
        double[] micros = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long before = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < HANDSHAKES; i++) {
                Handshake.run(profile);
            }
            micros[round] = (THREADS.getCurrentThreadCpuTime() - before) / 1_000.0 / HANDSHAKES;
        }
        Arrays.sort(micros);
        System.out.printf("| %s | %.0f | %.0f - %.0f |%n", name, micros[ROUNDS / 2], micros[0], micros[ROUNDS - 1]);
    }
}
