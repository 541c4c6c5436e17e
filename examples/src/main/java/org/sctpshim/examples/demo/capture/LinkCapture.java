package org.sctpshim.examples.demo.capture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * All packets that one host saw on one link.
 *
 * @param host whose end of the link it is
 * @param link the link's name
 * @param packets in order of time
 */
public record LinkCapture(String host, String link, List<Packet> packets) {
    public LinkCapture {
        packets = List.copyOf(packets);
    }

    /**
     * Reads a capture file.
     *
     * @throws IOException if the file cannot be read or is no pcap file
     */
    public static LinkCapture read(String host, String link, Path file) throws IOException {
        List<Packet> packets = new ArrayList<>();
        PcapFile.read(file, (wallNs, frame) -> packets.add(Packet.ofFrame(wallNs, frame)));
        return new LinkCapture(host, link, packets);
    }

    /** How many packets of each kind; kinds that were not seen have 0. */
    public Map<PacketKind, Long> counts() {
        Map<PacketKind, Long> counts = new EnumMap<>(PacketKind.class);
        for (PacketKind kind : PacketKind.values()) {
            counts.put(
                    kind,
                    packets.stream().filter(packet -> packet.kind() == kind).count());
        }
        return counts;
    }
}
