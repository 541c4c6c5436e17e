package org.sctpshim.benchmarks.ike;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Microseconds for a whole handshake, both ends together: two hosts are made, IKE_SA_INIT and IKE_AUTH with a shared
 * key, an IKE SA and a Child SA at each end. No socket and no clock; the random octets are SecureRandom's.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class HandshakeBenchmark {
    /** The algorithms. */
    @Param({
        "GCM128_SHA256_X25519",
        "GCM256_SHA384_X25519",
        "CHACHA_SHA256_X25519",
        "CBC256_SHA256_P256",
        "GCM128_SHA256_P256",
        "GCM256_SHA384_P384",
        "GCM128_SHA256_MODP2048"
    })
    public Suite suite = Suite.GCM128_SHA256_X25519;

    /** Makes the benchmark; JMH sets the parameters. */
    public HandshakeBenchmark() {}

    /** One handshake. */
    @Benchmark
    public int handshake() {
        return Handshake.run(suite.profile());
    }
}
