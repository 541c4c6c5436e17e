package org.sctpshim.esp.plane;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sctpshim.esp.Verdict;

/**
 * What has passed and what has not since a plane was opened. The figures are taken one after the other, not at one instant.
 *
 * @param verdicts packets by what became of them in the engine, both directions
 * @param sendRefused sealed packets that the kernel did not take: no route, no buffer space, too long
 * @param deliveryRefused opened packets that the kernel did not take
 * @param faults bursts lost to a fault of ours; should be 0
 * @param udp what came over the UDP ports shared with IKE
 * @param paths each path that has had an SA
 */
public record PlaneStatistics(
        Map<Verdict, Long> verdicts,
        long sendRefused,
        long deliveryRefused,
        long faults,
        UdpStatistics udp,
        List<PathStatistics> paths) {

    /** Figures of a plane that no UDP port was opened in. */
    public PlaneStatistics(
            Map<Verdict, Long> verdicts,
            long sendRefused,
            long deliveryRefused,
            long faults,
            List<PathStatistics> paths) {
        this(verdicts, sendRefused, deliveryRefused, faults, UdpStatistics.NONE, paths);
    }

    public PlaneStatistics {
        verdicts = Map.copyOf(verdicts);
        paths = List.copyOf(paths);
    }

    /** Packets with this verdict. */
    public long count(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0L);
    }

    /** The figures of one path, empty if it never had an SA. */
    public Optional<PathStatistics> path(PlanePath path) {
        return paths.stream().filter(entry -> entry.path().equals(path)).findFirst();
    }
}
