package org.sctpshim.benchmarks.esp;

import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sctpshim.esp.EspEngine;
import org.sctpshim.esp.PacketBurst;
import org.sctpshim.esp.Verdict;

/** Nanoseconds for a packet that is sealed alone: what it adds to the way of a packet that nothing else waits with. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EspSingleBenchmark {

    /** Octets of the SCTP packet. */
    @Param("256")
    public int bytes;

    /** As in {@link EspSealBenchmark#provider}. */
    @Param({"ipsec-mb", "jdk"})
    public String provider = "jdk";

    private final PacketBurst burst = new PacketBurst(1);
    private EspEngine engine = new EspEngine(new NoCipherProvider());

    /** Makes the benchmark; JMH sets the parameters. */
    public EspSingleBenchmark() {}

    /** Installs the SA. */
    @Setup
    public void install() throws UnknownHostException {
        engine = new EspEngine(Ciphers.named(provider));
        engine.installOutbound(BenchmarkPackets.parameters(0, BenchmarkPackets.key(1)), 0);
    }

    /** Sealing one packet. */
    @Benchmark
    public Verdict seal() {
        burst.clear();
        BenchmarkPackets.write(burst, bytes, 0);
        engine.seal(burst, 0);
        return burst.verdict(0);
    }
}
