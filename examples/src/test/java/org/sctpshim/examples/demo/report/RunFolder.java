package org.sctpshim.examples.demo.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sctpshim.examples.demo.capture.Frames;

/** Builds the folder of a run that never took place: 1 s before traffic starts at 10 s, the wall clock 100 s ahead. */
final class RunFolder {
    static final long SECOND = 1_000_000_000L;
    static final long START_NS = 10 * SECOND;
    static final long WALL_OFFSET_NS = 100 * SECOND;

    private static final int MICROSECONDS = 0xa1b2c3d4;
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private final Path folder;
    private final List<String> alpha = new ArrayList<>();
    private final List<String> beta = new ArrayList<>();
    private final List<String> control = new ArrayList<>();
    private final List<ByteBuffer> link1 = new ArrayList<>();
    private final List<ByteBuffer> link2 = new ArrayList<>();
    private long uncaptured;

    RunFolder(Path folder) {
        this.folder = folder;
        alpha(0, "clock", "wallNs=" + (START_NS + WALL_OFFSET_NS));
        alpha(0, "traffic-started", "rate=10 count=0 bytes=200");
    }

    RunFolder alpha(long afterStartNs, String kind, String detail) {
        alpha.add((START_NS + afterStartNs) + ",alpha," + kind + "," + detail);
        return this;
    }

    RunFolder beta(long afterStartNs, String kind, String detail) {
        beta.add((START_NS + afterStartNs) + ",beta," + kind + "," + detail);
        return this;
    }

    RunFolder control(long afterStartNs, String kind, String detail) {
        control.add((START_NS + WALL_OFFSET_NS + afterStartNs) + ",control," + kind + "," + detail);
        return this;
    }

    /** A message that arrived a tenth of a second after it was sent. */
    RunFolder message(long number, long sentAfterStartNs) {
        return sentOnly(number, sentAfterStartNs)
                .beta(
                        sentAfterStartNs + SECOND / 10,
                        "message-received",
                        "seq=" + number + " sentNs=" + (START_NS + sentAfterStartNs));
    }

    RunFolder sentOnly(long number, long sentAfterStartNs) {
        return alpha(
                sentAfterStartNs, "message-sent", "seq=" + number + " dueNs=" + (START_NS + sentAfterStartNs - 1000));
    }

    RunFolder packet(String link, long afterStartNs, ByteBuffer frame) {
        long wallNs = START_NS + WALL_OFFSET_NS + afterStartNs;
        ByteBuffer packet = Frames.pcapPacket(ORDER, (int) (wallNs / SECOND), (int) (wallNs % SECOND / 1000), frame);
        (link.equals("link1") ? link1 : link2).add(packet);
        return this;
    }

    RunFolder uncaptured(long packets) {
        uncaptured = packets;
        return this;
    }

    /** Both ends say that all was sent. */
    RunFolder ended(long afterStartNs) {
        return alpha(afterStartNs, "traffic-ended", "count=0").beta(afterStartNs, "traffic-ended", "count=0");
    }

    RunFolder cut(long afterStartNs, long restoredAfterStartNs) {
        return control(afterStartNs, "link-cut", "link=link1 how=silent tookUs=1000")
                .control(restoredAfterStartNs, "link-restored", "link=link1");
    }

    Path write() throws IOException {
        log("alpha.csv", alpha);
        log("beta.csv", beta);
        log("control.csv", control);
        for (String host : Run.HOSTS) {
            capture(host, "link1", link1);
            capture(host, "link2", link2);
        }
        return folder;
    }

    Run load() throws IOException {
        return Run.load(write());
    }

    private void log(String name, List<String> lines) throws IOException {
        Files.writeString(
                folder.resolve(name),
                "tNs,host,kind,detail\n"
                        + lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
    }

    private void capture(String host, String link, List<ByteBuffer> packets) throws IOException {
        String name = host + "-" + link;
        try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".pcap"))) {
            write(out, Frames.pcapHeader(ORDER, MICROSECONDS, 1));
            for (ByteBuffer packet : packets) {
                write(out, packet);
            }
        }
        Files.writeString(
                folder.resolve(name + ".tcpdump.log"),
                "tcpdump: listening on " + link + "\n" + packets.size() + " packets captured\n"
                        + (packets.size() + uncaptured) + " packets received by filter\n"
                        + uncaptured + " packets dropped by kernel\n");
    }

    private static void write(OutputStream out, ByteBuffer buffer) throws IOException {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        out.write(bytes);
    }
}
