package org.sctpshim.examples.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sctpshim.examples.lab.LabHost;

/**
 * What tshark makes of a capture file with the keys that the shim wrote.
 *
 * @param frames in order
 */
record Dissection(List<Frame> frames) {
    private static final List<String> FIELDS = List.of(
            "frame.protocols",
            "ip.src",
            "isakmp.exchangetype",
            "isakmp.notify.msgtype",
            "esp.icv_good",
            "sctp.chunk_type",
            "_ws.malformed",
            "_ws.expert.message");

    /**
     * One frame.
     *
     * @param protocols the protocols it holds, outermost first
     * @param sources the IP source
     * @param exchanges the IKE exchange, if it is one
     * @param notifies the numbers of all IKE notifies, decrypted ones included
     * @param icvGood whether the ESP integrity check value is right
     * @param chunks the types of all SCTP chunks, decrypted ones included
     * @param malformed what cannot be dissected
     * @param remarks what the dissector finds worth a remark
     */
    record Frame(
            List<String> protocols,
            List<String> sources,
            List<String> exchanges,
            List<String> notifies,
            List<String> icvGood,
            List<String> chunks,
            List<String> malformed,
            String remarks) {
        boolean isIke(int exchange) {
            return exchanges.contains(Integer.toString(exchange));
        }

        boolean isIke() {
            return protocols.contains("isakmp");
        }

        boolean isEsp() {
            return protocols.contains("esp");
        }
    }

    Dissection {
        frames = List.copyOf(frames);
    }

    /**
     * Has tshark read a capture.
     *
     * @param profile the folder that has the keys, as in a Wireshark profile
     */
    static Dissection of(LabHost host, Path capture, Path profile) {
        List<String> command = new ArrayList<>(List.of("env", "WIRESHARK_CONFIG_DIR=" + profile, "tshark", "-n"));
        command.addAll(List.of("-r", capture.toString(), "-T", "fields", "-E", "separator=|", "-E", "aggregator=;"));
        command.addAll(List.of("-o", "esp.enable_encryption_decode:TRUE"));
        command.addAll(List.of("-o", "esp.enable_authentication_check:TRUE"));
        FIELDS.forEach(field -> command.addAll(List.of("-e", field)));
        return new Dissection(host.run(command.toArray(String[]::new))
                .lines()
                .filter(line -> line.contains("|"))
                .map(Dissection::frame)
                .toList());
    }

    private static Frame frame(String line) {
        String[] columns = line.split("\\|", FIELDS.size());
        return new Frame(
                List.of(columns[0].split(":", -1)),
                values(columns[1]),
                values(columns[2]),
                values(columns[3]),
                values(columns[4]),
                values(columns[5]),
                values(columns[6]),
                columns[7]);
    }

    private static List<String> values(String column) {
        return column.isEmpty() ? List.of() : List.of(column.split(";", -1));
    }

    Stream<Frame> ike() {
        return frames.stream().filter(Frame::isIke);
    }

    Stream<Frame> esp() {
        return frames.stream().filter(Frame::isEsp);
    }

    /** The numbers of all notifies in one kind of exchange. */
    Set<Integer> notifiesIn(int exchange) {
        return ike().filter(frame -> frame.isIke(exchange))
                .flatMap(frame -> frame.notifies().stream())
                .map(Integer::valueOf)
                .collect(Collectors.toSet());
    }

    /** The types of all SCTP chunks that were found inside ESP. */
    Set<Integer> chunksInEsp() {
        return esp().flatMap(frame -> frame.chunks().stream())
                .map(Integer::valueOf)
                .collect(Collectors.toSet());
    }
}
