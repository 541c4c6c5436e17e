package org.sctpshim.benchmarks.ike;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.sctpshim.ike.crypto.SecurityProfile;

/**
 * Processor time of whole handshakes in memory, IKE SA and Child SA with a shared key, both ends together. Other than JMH's
 * elapsed time it bears neighbours on the machine; what the garbage collector and the compiler do in threads of their own
 * is not in it, nor are system calls for sockets.
 */
public final class HandshakeCpu {
    private static final int WARM_UP = 3_000;
    private static final long WARM_UP_NS = 4_000_000_000L;
    private static final int HANDSHAKES = 300;
    private static final double NS_PER_US = 1_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final SecurityProfile profile;
    private boolean warm;

    private HandshakeCpu(SecurityProfile profile) {
        this.profile = profile;
    }

    /** Of a suite. */
    public static HandshakeCpu of(Suite suite) {
        return new HandshakeCpu(suite.profile());
    }

    /** Of the profile that adds ML-KEM-768 to X25519. */
    public static HandshakeCpu hybrid() {
        return new HandshakeCpu(SecurityProfile.HYBRID);
    }

    /** Microseconds a handshake, the mean of some hundred; the first call runs some thousand before it measures. */
    public double micros() {
        if (!warm) {
            long until = THREADS.getCurrentThreadCpuTime() + WARM_UP_NS;
            for (int i = 0; i < WARM_UP && THREADS.getCurrentThreadCpuTime() < until; i++) {
                Handshake.run(profile);
            }
            warm = true;
        }
        long before = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < HANDSHAKES; i++) {
            Handshake.run(profile);
        }
        return (THREADS.getCurrentThreadCpuTime() - before) / NS_PER_US / HANDSHAKES;
    }
}
