package org.sctpshim.examples.interop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.sctpshim.examples.demo.capture.IkeExchange;
import org.sctpshim.examples.demo.capture.IkeHistory;
import org.sctpshim.examples.demo.capture.LinkCapture;
import org.sctpshim.examples.demo.capture.PacketKind;
import org.sctpshim.examples.lab.LabHost;
import org.sctpshim.examples.lab.LabLinks.Link;
import org.sctpshim.examples.lab.LabProcess;

/** Captures what one host sees on one link, from its start on. */
final class LinkTap implements AutoCloseable {
    private final LabHost host;
    private final Link link;
    private final Path file;
    private final LabProcess tcpdump;

    private LinkTap(LabHost host, Link link, Path file, LabProcess tcpdump) {
        this.host = host;
        this.link = link;
        this.file = file;
        this.tcpdump = tcpdump;
    }

    static LinkTap start(LabHost host, Link link, Path file) {
        LabProcess tcpdump = host.start(
                "tcpdump", "-i", link.interfaceName(), "-w", file.toString(), "-U", "--immediate-mode", "-Z", "root");
        tcpdump.awaitLineWith("listening on");
        return new LinkTap(host, link, file, tcpdump);
    }

    /** Ends the capture and gives its file. */
    Path stop() {
        tcpdump.close();
        return file;
    }

    /** How many packets of a kind have come from an address until now. */
    long count(PacketKind kind, String source) throws IOException {
        return LinkCapture.read("", link.interfaceName(), file).packets().stream()
                .filter(packet -> packet.kind() == kind && packet.source().equals(source))
                .count();
    }

    /** Waits until so many more packets of a kind have come from an address. */
    void awaitMore(PacketKind kind, String source, int more) throws IOException, InterruptedException {
        long wanted = count(kind, source) + more;
        long deadlineNs = System.nanoTime() + LabHost.PATIENCE.toNanos();
        while (count(kind, source) < wanted) {
            if (System.nanoTime() > deadlineNs) {
                throw new AssertionError("no " + more + " further packets of kind " + kind + " came from " + source);
            }
            Thread.sleep(100);
        }
    }

    /** How many packets of a kind were seen until now. */
    long count(PacketKind kind) throws IOException {
        return LinkCapture.read("", link.interfaceName(), file).counts().getOrDefault(kind, 0L);
    }

    /** Waits until so many packets of a kind were seen. */
    void awaitCount(PacketKind kind, long wanted) throws IOException, InterruptedException {
        long deadlineNs = System.nanoTime() + LabHost.PATIENCE.toNanos();
        while (count(kind) < wanted) {
            if (System.nanoTime() > deadlineNs) {
                throw new AssertionError(count(kind) + " packets of kind " + kind + " instead of " + wanted);
            }
            Thread.sleep(100);
        }
    }

    /** The SCTP packets in clear that have come from an address until now, as tcpdump prints them. */
    List<String> clearFrom(String source) throws IOException {
        if (count(PacketKind.CLEAR_SCTP, source) == 0) {
            return List.of();
        }
        return host.run("tcpdump", "-tttt", "-n", "-r", file.toString(), "sctp and src " + source)
                .lines()
                .filter(line -> line.contains("IP"))
                .toList();
    }

    /** Whether both ends have begun an exchange of this name before either had the other's answer, since some time. */
    boolean sawBothBegin(String exchange, long sinceWallNs) throws IOException {
        IkeHistory history = new IkeHistory();
        LinkCapture.read("", link.interfaceName(), file).packets().forEach(history::seen);
        List<IkeExchange> begun = history.exchanges().stream()
                .filter(one -> one.name().equals(exchange) && one.requestNs() >= sinceWallNs)
                .toList();
        return begun.stream()
                .anyMatch(one -> begun.stream()
                        .anyMatch(other -> !one.source().equals(other.source())
                                && one.requestNs() <= other.requestNs()
                                && other.requestNs() < one.responseNs()));
    }

    @Override
    public void close() {
        tcpdump.close();
    }
}
