package org.sctpshim.benchmarks.esp;

import java.net.UnknownHostException;
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
import org.sctpshim.esp.EspEngine;
import org.sctpshim.esp.PacketBurst;
import org.sctpshim.esp.Verdict;
import org.sctpshim.esp.aead.AeadProvider;

/**
 * Nanoseconds a packet for sealing, and for sealing and opening, in bursts of 32. Writing the 20 octets of each clear
 * packet's IP header is included, and for opening a copy of the packet from one burst to the other.
 *
 * <p>{@code -p sas=1,1000,100000 -p provider=none} shows what finding the SA costs when there are many.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EspSealBenchmark {

    private static final int BURST = 32;

    /** Octets of the SCTP packet. */
    @Param({"64", "256", "1024", "1400"})
    public int bytes;

    /** The cipher: {@code ipsec-mb}, {@code jdk}, {@code bouncycastle}, or {@code none} for the engine alone. */
    @Param({"ipsec-mb", "jdk", "none"})
    public String provider = "jdk";

    /** How many paths have an SA; packets are spread over them at random. */
    @Param("1")
    public int sas;

    private final PacketBurst clear = new PacketBurst(BURST);
    private final PacketBurst wire = new PacketBurst(BURST);
    private EspEngine sender = new EspEngine(new NoCipherProvider());
    private EspEngine receiver = new EspEngine(new NoCipherProvider());
    private int[] order = new int[0];
    private int position;

    /** Makes the benchmark; JMH sets the parameters. */
    public EspSealBenchmark() {}

    /** Installs the SAs. */
    @Setup
    public void install() throws UnknownHostException {
        AeadProvider cipher = Ciphers.named(provider);
        sender = new EspEngine(cipher);
        receiver = new EspEngine(cipher);
        Random random = new Random(1);
        for (int sa = 0; sa < sas; sa++) {
            byte[] key = BenchmarkPackets.key(sa);
            sender.installOutbound(BenchmarkPackets.parameters(sa, key), 0);
            receiver.installInbound(BenchmarkPackets.parameters(sa, key), 0);
        }
        order = random.ints(1 << 16, 0, sas).toArray();
    }

    /** Sealing. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public Verdict seal() {
        fill();
        sender.seal(clear, 0);
        return BenchmarkPackets.check(clear, Verdict.SEALED);
    }

    /** Sealing by one engine and opening by another. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public Verdict sealAndOpen() {
        fill();
        sender.seal(clear, 0);
        BenchmarkPackets.carry(clear, wire);
        receiver.open(wire, 0);
        return BenchmarkPackets.check(wire, Verdict.OPENED);
    }

    private void fill() {
        clear.clear();
        for (int slot = 0; slot < BURST; slot++) {
            BenchmarkPackets.write(clear, bytes, order[position++ & (order.length - 1)]);
        }
    }
}
