package org.sctpshim.examples.duo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sctpshim.examples.demo.capture.LinkCapture;
import org.sctpshim.examples.demo.capture.Packet;
import org.sctpshim.examples.demo.capture.PacketKind;
import org.sctpshim.examples.demo.capture.PcapFile;
import org.sctpshim.examples.lab.LabHost;
import org.sctpshim.examples.lab.LabProcess;

/** All packets on both links, in both directions, from its opening on. */
final class Wire implements AutoCloseable {
    private static final List<String> LINKS = List.of("link1", "link2");

    private final Path folder;
    private final LabHost alpha = LabHost.alpha();
    private final List<LabProcess> captures = new ArrayList<>();

    private Wire(Path folder) {
        this.folder = folder;
    }

    static Wire tap() throws IOException {
        Wire wire = new Wire(Files.createTempDirectory("wire"));
        for (String link : LINKS) {
            wire.captures.add(wire.alpha.start(
                    "tcpdump",
                    "-Z",
                    "root",
                    "-n",
                    "-U",
                    "-i",
                    link,
                    "-s",
                    "2048",
                    "--immediate-mode",
                    "-B",
                    "4096",
                    "-w",
                    wire.file(link).toString()));
        }
        wire.captures.forEach(capture -> capture.awaitLine("tcpdump: listening"));
        return wire;
    }

    /** The capture of a link. */
    Path file(String link) {
        return folder.resolve(link + ".pcap");
    }

    /** What was seen so far, in order of time. */
    List<Packet> packets() throws IOException {
        List<Packet> packets = new ArrayList<>();
        for (int i = 0; i < LINKS.size(); i++) {
            assertThat(captures.get(i).output()).as("the capture goes on").doesNotContain("captured");
            packets.addAll(
                    LinkCapture.read("alpha", LINKS.get(i), file(LINKS.get(i))).packets());
        }
        packets.sort(Comparator.comparingLong(Packet::wallNs));
        return packets;
    }

    /** The frames of one kind on a link that came from an IP address. */
    List<byte[]> frames(String link, PacketKind kind, String source) throws IOException {
        List<byte[]> frames = new ArrayList<>();
        PcapFile.read(file(link), (wallNs, frame) -> {
            Packet packet = Packet.ofFrame(wallNs, frame);
            if (packet.kind() == kind && packet.source().equals(source)) {
                byte[] copy = new byte[frame.remaining()];
                frame.get(frame.position(), copy);
                frames.add(copy);
            }
        });
        return frames;
    }

    void assertNoClearSctp() throws IOException {
        assertThat(packets())
                .filteredOn(packet -> packet.kind() == PacketKind.CLEAR_SCTP)
                .isEmpty();
    }

    @Override
    public void close() {
        alpha.close();
    }
}
