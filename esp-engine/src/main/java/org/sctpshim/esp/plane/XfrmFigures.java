package org.sctpshim.esp.plane;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.sctpshim.esp.Verdict;
import org.sctpshim.esp.linux.XfrmStates;
import org.sctpshim.esp.linux.XfrmUsage;
import org.sctpshim.esp.plane.PlaneSa.Direction;

/**
 * Sums up what the kernel tells of each SA, so that figures of a path go on when its SAs are replaced.
 *
 * <p>Threads: one at a time.
 */
final class XfrmFigures {

    /** What has passed under all SAs of one direction of a path. */
    private static final class Tally {
        long packets;
        long bytes;
        long replayed;
        long integrityFailures;

        void add(XfrmUsage usage) {
            packets += usage.packets();
            bytes += usage.bytes();
            replayed += usage.replayed();
            integrityFailures += usage.integrityFailures();
        }

        void add(Tally other) {
            packets += other.packets;
            bytes += other.bytes;
            replayed += other.replayed;
            integrityFailures += other.integrityFailures;
        }
    }

    private static final class PathFigures {
        final Tally sent = new Tally();
        final Tally received = new Tally();
        final List<XfrmSa> sas = new ArrayList<>();
        long receivedBefore;
        OptionalLong lastReceivedNs = OptionalLong.empty();

        Tally of(Direction direction) {
            return direction == Direction.OUTBOUND ? sent : received;
        }
    }

    private final XfrmStates states;
    private final Map<PlanePath, PathFigures> paths = new LinkedHashMap<>();
    private final Tally forgottenSent = new Tally();
    private final Tally forgottenReceived = new Tally();

    XfrmFigures(XfrmStates states) {
        this.states = states;
    }

    void installed(XfrmSa sa) {
        paths.computeIfAbsent(sa.path(), any -> new PathFigures()).sas.add(sa);
    }

    /** Takes what an SA has done into the path's sum, before the SA goes. */
    void removing(XfrmSa sa) throws IOException {
        PathFigures path = paths.get(sa.path());
        if (path != null && path.sas.remove(sa)) {
            states.usage(sa.spi(), sa.destination())
                    .ifPresent(usage -> path.of(sa.direction()).add(usage));
        }
    }

    /** Forgets a path, but not what has passed on it. */
    void forget(PlanePath path) {
        PathFigures gone = paths.remove(path);
        if (gone != null) {
            forgottenSent.add(gone.sent);
            forgottenReceived.add(gone.received);
        }
    }

    /** The figures now. */
    PlaneStatistics statistics(long nowNs, UdpStatistics udp) {
        Map<XfrmSa, XfrmUsage> usages = usages();
        Tally allSent = new Tally();
        Tally allReceived = new Tally();
        allSent.add(forgottenSent);
        allReceived.add(forgottenReceived);
        List<PathStatistics> each = new ArrayList<>();
        paths.forEach((path, figures) -> {
            Tally sent = sum(figures, Direction.OUTBOUND, usages);
            Tally received = sum(figures, Direction.INBOUND, usages);
            allSent.add(sent);
            allReceived.add(received);
            lastReceived(figures, received, usages, nowNs);
            each.add(new PathStatistics(
                    path, sent.packets, sent.bytes, received.packets, received.bytes, figures.lastReceivedNs));
        });
        Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
        verdicts.put(Verdict.SEALED, allSent.packets);
        verdicts.put(Verdict.OPENED, allReceived.packets);
        verdicts.put(Verdict.REPLAYED, allReceived.replayed);
        verdicts.put(Verdict.BAD_ICV, allReceived.integrityFailures);
        return new PlaneStatistics(verdicts, 0, 0, 0, udp, each);
    }

    /** What cannot be read now is read the next time. */
    private Map<XfrmSa, XfrmUsage> usages() {
        Map<XfrmSa, XfrmUsage> usages = new HashMap<>();
        for (PathFigures figures : paths.values()) {
            for (XfrmSa sa : figures.sas) {
                usage(sa).ifPresent(usage -> usages.put(sa, usage));
            }
        }
        return usages;
    }

    private Optional<XfrmUsage> usage(XfrmSa sa) {
        try {
            return states.usage(sa.spi(), sa.destination());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Tally sum(PathFigures figures, Direction direction, Map<XfrmSa, XfrmUsage> usages) {
        Tally sum = new Tally();
        sum.add(figures.of(direction));
        for (XfrmSa sa : figures.sas) {
            XfrmUsage usage = usages.get(sa);
            if (usage != null && sa.direction() == direction) {
                sum.add(usage);
            }
        }
        return sum;
    }

    /** When the kernel says so, else when it was seen that more had come. */
    private static void lastReceived(PathFigures figures, Tally received, Map<XfrmSa, XfrmUsage> usages, long nowNs) {
        long lastSeconds = 0;
        for (XfrmSa sa : figures.sas) {
            XfrmUsage usage = usages.get(sa);
            if (usage != null && sa.direction() == Direction.INBOUND) {
                lastSeconds = Math.max(lastSeconds, usage.lastUsedSeconds());
            }
        }
        if (received.packets > figures.receivedBefore) {
            figures.receivedBefore = received.packets;
            long ageMs = lastSeconds == 0 ? 0 : System.currentTimeMillis() - TimeUnit.SECONDS.toMillis(lastSeconds);
            figures.lastReceivedNs = OptionalLong.of(nowNs - TimeUnit.MILLISECONDS.toNanos(Math.max(0, ageMs)));
        }
    }
}
