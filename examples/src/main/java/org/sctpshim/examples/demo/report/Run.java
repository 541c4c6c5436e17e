package org.sctpshim.examples.demo.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sctpshim.examples.demo.capture.LinkCapture;
import org.sctpshim.examples.demo.event.Event;
import org.sctpshim.examples.demo.event.EventKind;
import org.sctpshim.examples.demo.event.EventLogs;
import org.sctpshim.examples.demo.event.WallClock;

/**
 * All that one run left behind.
 *
 * @param events both hosts' and the control script's events on the monotonic clock, in order
 * @param captures what each host saw on each link
 * @param clock places the captures on the monotonic clock
 * @param uncapturedPackets packets that tcpdump says it missed: with any, the counts are not complete
 */
public record Run(List<Event> events, List<LinkCapture> captures, WallClock clock, long uncapturedPackets) {
    /** The two hosts; the first one connects and sends. */
    public static final List<String> HOSTS = List.of("alpha", "beta");
    /** The links between them. */
    public static final List<String> LINKS = List.of("link1", "link2");

    public Run {
        events = List.copyOf(events);
        captures = List.copyOf(captures);
    }

    /**
     * Reads a run's folder: {@code HOST.csv}, {@code control.csv} (with wall-clock times), {@code HOST-LINK.pcap} and
     * {@code HOST-LINK.tcpdump.log}.
     *
     * @throws IOException if one of them is missing or is something else
     */
    public static Run load(Path folder) throws IOException {
        List<List<Event>> logs = new ArrayList<>();
        for (String host : HOSTS) {
            logs.add(EventLogs.read(folder.resolve(host + ".csv")));
        }
        WallClock clock = WallClock.of(EventLogs.merge(logs));
        logs.add(EventLogs.read(folder.resolve("control.csv")).stream()
                .map(event -> event.at(clock.toMonotonicNs(event.tNs())))
                .toList());
        List<LinkCapture> captures = new ArrayList<>();
        long missed = 0;
        for (String host : HOSTS) {
            for (String link : LINKS) {
                captures.add(LinkCapture.read(host, link, folder.resolve(host + "-" + link + ".pcap")));
                missed += missed(folder.resolve(host + "-" + link + ".tcpdump.log"));
            }
        }
        return new Run(EventLogs.merge(logs), captures, clock, missed);
    }

    /**
     * Reads tcpdump's closing words, which it says only when it ended in order: what the filter passed but tcpdump did
     * not write, and what was dropped on the way to it.
     */
    private static long missed(Path tcpdumpLog) throws IOException {
        String words = Files.readString(tcpdumpLog);
        long unwritten =
                closingCount(tcpdumpLog, words, "received by filter") - closingCount(tcpdumpLog, words, "captured");
        // Linux counts what it drops among what the filter passed.
        return Math.max(unwritten, closingCount(tcpdumpLog, words, "dropped by kernel"));
    }

    private static long closingCount(Path tcpdumpLog, String words, String what) throws IOException {
        Matcher count = Pattern.compile("(\\d+) packets? " + what).matcher(words);
        if (!count.find()) {
            throw new IOException(
                    tcpdumpLog + " does not tell how many packets were " + what + ": the capture did not end in order");
        }
        return Long.parseLong(count.group(1));
    }

    /** The first event of a kind, from any host. */
    public Optional<Event> first(EventKind kind) {
        return events.stream().filter(event -> event.kind() == kind).findFirst();
    }

    /** All events of a kind. */
    public List<Event> all(EventKind kind) {
        return events.stream().filter(event -> event.kind() == kind).toList();
    }

    /**
     * What one host saw on one link.
     *
     * @throws IllegalArgumentException if there is no such capture
     */
    public LinkCapture capture(String host, String link) {
        return captures.stream()
                .filter(capture -> capture.host().equals(host) && capture.link().equals(link))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no capture of " + host + " on " + link));
    }
}
