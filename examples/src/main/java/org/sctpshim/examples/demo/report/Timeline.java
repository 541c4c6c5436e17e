package org.sctpshim.examples.demo.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.sctpshim.examples.demo.capture.PacketKind;
import org.sctpshim.examples.demo.event.Event;
import org.sctpshim.examples.demo.event.EventKind;

/**
 * The run cut into equal bins: packets on each link by kind, messages received, latency. Time zero is the start of the
 * traffic; the bins begin before it, so that IKE and the association's set-up show.
 */
public final class Timeline {
    /** Length of a bin. */
    static final long BIN_NS = TimeUnit.MILLISECONDS.toNanos(50);
    /** How much before the traffic, or before the first IKE packet, is shown at least; and before the traffic at most. */
    private static final long LEAST_LEAD_NS = TimeUnit.SECONDS.toNanos(1);

    private static final long BEFORE_IKE_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long MOST_LEAD_NS = TimeUnit.SECONDS.toNanos(6);
    /** How much after the last message is shown. */
    private static final long TAIL_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final double NS_PER_MS = 1e6;

    private final long zeroNs;
    private final long leadNs;
    private final int bins;
    private final Map<String, Map<PacketKind, long[]>> packets = new LinkedHashMap<>();
    private final long[] messages;
    private final long[] latencyMaxNs;

    private Timeline(long zeroNs, long leadNs, int bins) {
        this.zeroNs = zeroNs;
        this.leadNs = leadNs;
        this.bins = bins;
        this.messages = new long[bins];
        this.latencyMaxNs = new long[bins];
    }

    /**
     * Sorts a run's packets, as the first host saw them, and messages into bins.
     *
     * @throws IllegalArgumentException if the run never came as far as sending
     */
    public static Timeline of(Run run) {
        long zeroNs = run.first(EventKind.TRAFFIC_STARTED)
                .map(Event::tNs)
                .orElseThrow(() -> new IllegalArgumentException("there is no traffic to draw"));
        List<Event> received = run.all(EventKind.MESSAGE_RECEIVED);
        long endNs =
                received.isEmpty() ? zeroNs : received.get(received.size() - 1).tNs();
        long sendEndNs = run.first(EventKind.TRAFFIC_ENDED).map(Event::tNs).orElse(zeroNs);
        long leadNs = leadNs(run, zeroNs);
        int bins = Math.toIntExact((Math.max(endNs, sendEndNs) - zeroNs + leadNs + TAIL_NS) / BIN_NS) + 1;
        Timeline timeline = new Timeline(zeroNs, leadNs, bins);
        Run.LINKS.forEach(link -> timeline.addPackets(run, link));
        received.forEach(timeline::addMessage);
        return timeline;
    }

    /** A whole number of bins, so that one begins at time zero. */
    private static long leadNs(Run run, long zeroNs) {
        long firstIkeNs = run.captures().stream()
                .flatMap(capture -> capture.packets().stream())
                .filter(packet -> packet.kind() == PacketKind.IKE)
                .mapToLong(packet -> run.clock().toMonotonicNs(packet.wallNs()))
                .min()
                .orElse(zeroNs);
        long wantedNs = Math.max(LEAST_LEAD_NS, zeroNs - firstIkeNs + BEFORE_IKE_NS);
        return Math.min(MOST_LEAD_NS, wantedNs) / BIN_NS * BIN_NS;
    }

    private void addPackets(Run run, String link) {
        Map<PacketKind, long[]> kinds = new EnumMap<>(PacketKind.class);
        for (PacketKind kind : PacketKind.values()) {
            kinds.put(kind, new long[bins]);
        }
        packets.put(link, kinds);
        run.capture(Run.HOSTS.get(0), link).packets().forEach(packet -> {
            int bin = bin(run.clock().toMonotonicNs(packet.wallNs()));
            long[] counts = kinds.get(packet.kind());
            if (bin >= 0 && bin < bins && counts != null) {
                counts[bin]++;
            }
        });
    }

    private void addMessage(Event event) {
        int bin = bin(event.tNs());
        if (bin >= 0 && bin < bins) {
            messages[bin]++;
            latencyMaxNs[bin] = Math.max(latencyMaxNs[bin], event.tNs() - event.number("sentNs"));
        }
    }

    private int bin(long ns) {
        return (int) Math.floorDiv(ns - zeroNs + leadNs, BIN_NS);
    }

    /** When the traffic started, on the monotonic clock. */
    long zeroNs() {
        return zeroNs;
    }

    /** A time on the monotonic clock as seconds since the traffic started. */
    double seconds(long ns) {
        return (ns - zeroNs) / 1e9;
    }

    /** Where each bin begins, in seconds since the traffic started. */
    double[] binStarts() {
        double[] starts = new double[bins];
        Arrays.setAll(starts, bin -> (bin * BIN_NS - leadNs) / 1e9);
        return starts;
    }

    /** Packets of one kind on one link, a number for each bin. */
    double[] packets(String link, PacketKind kind) {
        long[] counts = packets.getOrDefault(link, Map.of()).getOrDefault(kind, new long[bins]);
        return Arrays.stream(counts).asDoubleStream().toArray();
    }

    /** Writes the bins as CSV: {@code tMs}, a column for each link and kind, messages, longest latency in ms. */
    public void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder("tMs");
        packets.forEach((link, kinds) -> kinds.keySet()
                .forEach(kind -> text.append(',').append(link).append('-').append(word(kind))));
        text.append(",messagesReceived,latencyMaxMs\n");
        for (int bin = 0; bin < bins; bin++) {
            text.append(TimeUnit.NANOSECONDS.toMillis(bin * BIN_NS - leadNs));
            for (Map<PacketKind, long[]> kinds : packets.values()) {
                for (long[] counts : kinds.values()) {
                    text.append(',').append(counts[bin]);
                }
            }
            text.append(',').append(messages[bin]).append(',');
            if (messages[bin] > 0) {
                text.append(String.format(Locale.ROOT, "%.3f", latencyMaxNs[bin] / NS_PER_MS));
            }
            text.append('\n');
        }
        Files.writeString(file, text);
    }

    private static String word(PacketKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
