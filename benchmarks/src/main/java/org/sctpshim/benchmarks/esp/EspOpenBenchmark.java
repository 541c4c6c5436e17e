package org.sctpshim.benchmarks.esp;

import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
import org.sctpshim.esp.aead.AeadProvider;

/**
 * Nanoseconds a packet for opening alone. No packet can be opened twice, so each burst is sealed first, and the time of
 * opening is taken with a clock of its own: it is {@code openNs / packets} of the counters, not JMH's score. Reading the
 * clock is in it, about one nanosecond a packet.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EspOpenBenchmark {

    private static final int BURST = 32;

    /** Octets of the SCTP packet. */
    @Param({"64", "256", "1024", "1400"})
    public int bytes;

    /** As in {@link EspSealBenchmark#provider}. */
    @Param({"ipsec-mb", "jdk"})
    public String provider = "jdk";

    private final PacketBurst clear = new PacketBurst(BURST);
    private final PacketBurst wire = new PacketBurst(BURST);
    private EspEngine sender = new EspEngine(new NoCipherProvider());
    private EspEngine receiver = new EspEngine(new NoCipherProvider());

    /** Makes the benchmark; JMH sets the parameters. */
    public EspOpenBenchmark() {}

    /** What was opened, and how long that took. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Opened {
        /** Nanoseconds spent in opening. */
        public long openNs;

        /** Packets opened. */
        public long packets;

        /** Made by JMH. */
        public Opened() {}

        /** Forgets the iteration before. */
        @Setup(Level.Iteration)
        public void clear() {
            openNs = 0;
            packets = 0;
        }
    }

    /** Installs the SAs. */
    @Setup
    public void install() throws UnknownHostException {
        AeadProvider cipher = Ciphers.named(provider);
        sender = new EspEngine(cipher);
        receiver = new EspEngine(cipher);
        byte[] key = BenchmarkPackets.key(1);
        sender.installOutbound(BenchmarkPackets.parameters(0, key), 0);
        receiver.installInbound(BenchmarkPackets.parameters(0, key), 0);
    }

    /** Sealing, not counted, and opening. */
    @Benchmark
    public Verdict open(Opened opened) {
        BenchmarkPackets.fill(clear, BURST, bytes, 0);
        sender.seal(clear, 0);
        BenchmarkPackets.carry(clear, wire);
        long before = System.nanoTime();
        receiver.open(wire, 0);
        opened.openNs += System.nanoTime() - before;
        opened.packets += BURST;
        return BenchmarkPackets.check(wire, Verdict.OPENED);
    }
}
