package org.sctpshim.benchmarks.ike;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.host.IkeHost;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;
import org.sctpshim.ike.wire.MessageWriter;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.registry.PeerId;

/** Nanoseconds for reading and for writing an IKE_SA_INIT request of the default profile. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MessageBenchmark {
    private byte[] octets = new byte[0];
    private @Nullable IkeMessage message;

    /** Makes the benchmark. */
    public MessageBenchmark() {}

    /** Has a host make the request. */
    @Setup
    public void makeRequest() throws MalformedMessageException {
        IkeHost host = Hosts.host(
                "alpha", SecurityProfile.MODERN, List.of(Hosts.peer("beta", List.copyOf(Hosts.addresses(2, 1)))));
        host.open(new PeerId("beta"), new LocalEnd(Hosts.addresses(1, 1), 2906), 2905, 0);
        octets = host.pollDatagram().orElseThrow().content().toArray();
        message = MessageReader.read(octets);
    }

    /** Reads it. */
    @Benchmark
    public IkeMessage read() throws MalformedMessageException {
        return MessageReader.read(octets);
    }

    /** Writes it. */
    @Benchmark
    public byte[] write() {
        return MessageWriter.write(Objects.requireNonNull(message));
    }
}
