package org.sctpshim.benchmarks.esp;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sctpshim.esp.PacketBurst;
import org.sctpshim.esp.aead.Aead;
import org.sctpshim.esp.aead.AeadAlgorithm;
import org.sctpshim.esp.aead.AeadBurst;
import org.sctpshim.esp.aead.AeadKey;
import org.sctpshim.esp.aead.AeadProvider;

/** Nanoseconds a text for the cipher alone, encrypting in bursts of 32: no ESP round it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AeadBenchmark {

    private static final int BURST = 32;
    private static final int AAD_AT = 16;
    private static final int AAD_BYTES = 8;
    private static final int TEXT_AT = 64;

    /** Octets of text. */
    @Param({"64", "256", "1024", "1400"})
    public int bytes;

    /** As in {@link EspSealBenchmark#provider}. */
    @Param({"ipsec-mb", "jdk", "bouncycastle"})
    public String provider = "jdk";

    /** The algorithm: one of AES-GCM or ChaCha20-Poly1305. */
    @Param("AES_128_GCM")
    public AeadAlgorithm algorithm = AeadAlgorithm.AES_128_GCM;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(BURST * PacketBurst.STRIDE);
    private final AeadBurst jobs = new AeadBurst(BURST, memory);
    private Aead worker = new NoCipherProvider().worker();
    private AeadKey key = new NoCipherProvider().key(AeadAlgorithm.AES_128_GCM, new byte[0]);
    private long nonce;

    /** Makes the benchmark; JMH sets the parameters. */
    public AeadBenchmark() {}

    /** Makes the key. */
    @Setup
    public void makeKey() {
        AeadProvider cipher = Ciphers.named(provider);
        byte[] octets = new byte[algorithm.keyBytes()];
        new Random(1).nextBytes(octets);
        key = cipher.key(algorithm, octets);
        worker = cipher.worker();
    }

    /** Encrypting. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public boolean seal() {
        jobs.reset(memory);
        for (int slot = 0; slot < BURST; slot++) {
            int at = slot * PacketBurst.STRIDE;
            memory.putLong(at + Integer.BYTES, ++nonce);
            jobs.add(key, at, at + AAD_AT, AAD_BYTES, at + TEXT_AT, bytes);
        }
        worker.seal(jobs);
        return succeeded();
    }

    private boolean succeeded() {
        for (int job = 0; job < BURST; job++) {
            if (!jobs.succeeded(job)) {
                throw new IllegalStateException("job " + job + " failed");
            }
        }
        return true;
    }
}
