package org.sctpshim.examples.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sctpshim.examples.demo.event.EventKind;
import org.sctpshim.examples.demo.event.EventLog;
import org.sctpshim.examples.demo.traffic.AssociationFactory;
import org.sctpshim.examples.demo.traffic.LocalEnd;
import org.sctpshim.examples.demo.traffic.PathWatch;
import org.sctpshim.examples.demo.traffic.TrafficSink;
import org.sctpshim.examples.demo.traffic.TrafficSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One host of the demo: the sending or the receiving end of the association, with its event log. */
@Command(
        name = "demo-host",
        mixinStandardHelpOptions = true,
        description = "One end of the demo's association. Run inside the lab by examples/demo.")
public final class DemoHost implements Callable<Integer> {
    /** Held here, since a logger that nobody holds forgets its level. */
    private static final Logger SHIM_LOGGER = Logger.getLogger("org.sctpshim");

    private static final long LONG_SILENCE_MS = 100;
    private static final Path REMOTE_ADDRESSES = Path.of("/proc/net/sctp/remaddr");

    @Option(names = "--host", required = true, description = "Name of this host in the event log.")
    private String host = "";

    @Option(names = "--peer-host", required = true, description = "Name of the other host.")
    private String peerHost = "";

    @Option(names = "--local", required = true, split = ",", description = "Own addresses, the first one first.")
    private List<InetAddress> local = List.of();

    @Option(
            names = "--peer",
            split = ",",
            description = "Where the peer is reached first; with it this end connects and sends.")
    private List<InetAddress> peer = List.of();

    @Option(names = "--port", defaultValue = "3868", description = "SCTP port of both ends (${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--rate", defaultValue = "200", description = "Messages a second (${DEFAULT-VALUE}).")
    private int ratePerSecond;

    @Option(names = "--seconds", defaultValue = "30", description = "How long to send (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--bytes", defaultValue = "200", description = "Length of a message (${DEFAULT-VALUE}).")
    private int messageBytes;

    @Option(
            names = "--mode",
            defaultValue = "protected",
            description = "protected: through the shim; bare: the JDK's channels as they are (${DEFAULT-VALUE}).")
    private Mode mode = Mode.PROTECTED;

    @Option(names = "--log", required = true, description = "The event log to write.")
    private Path log = Path.of("");

    private enum Mode {
        PROTECTED,
        BARE
    }

    private DemoHost() {}

    /** Runs the host; exits 0 when the association ended in order. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new DemoHost())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(OneSentence::print)
                .execute(args));
    }

    @Override
    public Integer call() throws IOException {
        SHIM_LOGGER.setLevel(Level.WARNING);
        try (EventLog events = EventLog.create(log, host, System::nanoTime)) {
            events.addClock();
            try (AssociationFactory associations = associations(events)) {
                runEnd(associations, events);
            } catch (IOException | UnsupportedOperationException e) {
                events.add(EventKind.FAILED, e.toString());
                throw e;
            } finally {
                events.addClock();
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private AssociationFactory associations(EventLog events) throws IOException {
        return switch (mode) {
            case BARE -> AssociationFactory.bare();
            case PROTECTED -> ShimAssociations.open(host, peerHost, local, peer, events);
        };
    }

    private void runEnd(AssociationFactory associations, EventLog events) throws IOException {
        LocalEnd localEnd = new LocalEnd(local, port);
        PathWatch paths = new PathWatch(REMOTE_ADDRESSES, events);
        if (peer.isEmpty()) {
            TrafficSink sink = new TrafficSink(associations, events, this::say);
            Background.during(() -> sink.run(localEnd), paths, () -> sayProgress(sink));
        } else {
            TrafficSource source = new TrafficSource(associations, events);
            InetSocketAddress first = new InetSocketAddress(peer.get(0), port);
            long count = (long) ratePerSecond * seconds;
            Background.during(() -> source.run(localEnd, first, ratePerSecond, count, messageBytes), paths, () -> {});
        }
    }

    private void say(String words) {
        System.out.println(host + ": " + words);
    }

    private void sayProgress(TrafficSink sink) {
        long lastNs = sink.lastArrivalNs();
        if (lastNs == 0) {
            return;
        }
        long silentMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastNs);
        say("%,7d messages received".formatted(sink.received())
                + (silentMs > LONG_SILENCE_MS ? ", silent for " + silentMs + " ms" : ""));
    }
}
