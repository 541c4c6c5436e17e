package org.sctpshim.shim.metrics;

import java.util.Locale;
import java.util.function.ToLongFunction;
import org.sctpshim.esp.Verdict;
import org.sctpshim.esp.plane.PathStatistics;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.registry.AuthorisationRule;
import org.sctpshim.registry.PathState;
import org.sctpshim.shim.status.AssociationStatus;
import org.sctpshim.shim.status.CertificateStatus;
import org.sctpshim.shim.status.IkeSaStatus;
import org.sctpshim.shim.status.PathHistory;
import org.sctpshim.shim.status.PeerStatus;
import org.sctpshim.shim.status.RekeyCounts;
import org.sctpshim.shim.status.SecurityStatus;

/** Every meter there is: its name, tags and meaning, as {@code docs/metrics.md} lists them. */
final class Catalogue {
    private static final String PREFIX = "sctp.security.";
    private static final String PACKETS = "packets";

    private Catalogue() {}

    /** What there is once a host. */
    static MeterGroup<SecurityStatus> host(MeterGroup<SecurityStatus> group) {
        for (AssociationStatus.State state : AssociationStatus.State.values()) {
            group.gauge(
                    PREFIX + "associations",
                    "Associations by how well their paths are protected",
                    status -> associations(status, state),
                    "state",
                    tagValue(state));
        }
        group.gauge(PREFIX + "ike.half.open", "IKE SAs that are not authenticated yet", SecurityStatus::halfOpenIkeSas);
        for (DropReason reason : DropReason.values()) {
            group.counter(
                    PREFIX + "ike.drops",
                    "messages",
                    "IKE messages dropped without an answer",
                    status -> status.ikeDrops().getOrDefault(reason, 0L),
                    "reason",
                    tagValue(reason));
        }
        group.gauge(
                PREFIX + "own.certificate.expiry",
                "Seconds until the first of this host's certificates expires; negative once it has",
                status -> status.ownCertificates().stream()
                        .mapToDouble(Catalogue::secondsLeft)
                        .min()
                        .orElse(Double.NaN));
        return espDrops(group);
    }

    private static MeterGroup<SecurityStatus> espDrops(MeterGroup<SecurityStatus> group) {
        String name = PREFIX + "esp.drops";
        String description = "Packets that were neither sent sealed nor delivered";
        for (Verdict verdict : Verdict.values()) {
            if (isDrop(verdict)) {
                group.counter(
                        name,
                        PACKETS,
                        description,
                        status -> status.plane().count(verdict),
                        "reason",
                        tagValue(verdict));
            }
        }
        return group.counter(
                        name, PACKETS, description, status -> status.plane().sendRefused(), "reason", "send_refused")
                .counter(
                        name,
                        PACKETS,
                        description,
                        status -> status.plane().deliveryRefused(),
                        "reason",
                        "delivery_refused")
                .counter(
                        PREFIX + "esp.faults",
                        "bursts",
                        "Bursts of packets lost to a fault of the data plane",
                        status -> status.plane().faults());
    }

    private static boolean isDrop(Verdict verdict) {
        return switch (verdict) {
            case PENDING, SEALED, OPENED -> false;
            default -> true;
        };
    }

    private static long associations(SecurityStatus status, AssociationStatus.State state) {
        return status.peers().stream()
                .flatMap(peer -> peer.associations().stream())
                .filter(association -> association.state() == state)
                .count();
    }

    /** What there is once a configured peer; the tag {@code peer} is there already. */
    static MeterGroup<PeerStatus> peer(MeterGroup<PeerStatus> group) {
        group.gauge(
                        PREFIX + "ike.state",
                        "1 while an IKE SA with the peer is established",
                        peer -> peer.ikeSa().isPresent() ? 1 : 0)
                .gauge(PREFIX + "child.sas", "Child SAs, each a pair of ESP SAs", Catalogue::childSas)
                .counter(
                        PREFIX + "ike.established",
                        "sas",
                        "IKE SAs that were established",
                        peer -> peer.ikeCounts().established())
                .counter(
                        PREFIX + "ike.moves",
                        "moves",
                        "How often an IKE SA went over to another pair of addresses",
                        peer -> peer.ikeCounts().moved())
                .counter(
                        PREFIX + "ike.ended",
                        "sas",
                        "IKE SAs that ended or could not be established",
                        peer -> peer.ikeCounts().ended());
        rekeys(group, "ike", "done", RekeyCounts::ikeSas);
        rekeys(group, "ike", "failed", RekeyCounts::ikeSasFailed);
        rekeys(group, "child", "done", RekeyCounts::childSas);
        rekeys(group, "child", "failed", RekeyCounts::childSasFailed);
        return addresses(expiries(group));
    }

    private static void rekeys(
            MeterGroup<PeerStatus> group, String kind, String result, ToLongFunction<RekeyCounts> figure) {
        group.counter(
                PREFIX + "sa.rekeys",
                "rekeys",
                "How often SAs were replaced by ones with fresh keys, or could not be",
                peer -> figure.applyAsLong(peer.rekeys()),
                "sa",
                kind,
                "result",
                result);
    }

    /** A time that is not set, or not known, is no number. */
    private static MeterGroup<PeerStatus> expiries(MeterGroup<PeerStatus> group) {
        return group.gauge(
                PREFIX + "certificate.expiry",
                "Seconds until the certificate that the peer showed expires; negative once it has",
                peer -> peer.ikeSa()
                        .flatMap(IkeSaStatus::certificate)
                        .map(Catalogue::secondsLeft)
                        .orElse(Double.NaN));
    }

    private static double secondsLeft(CertificateStatus certificate) {
        return certificate.left().toSeconds();
    }

    private static long childSas(PeerStatus peer) {
        return peer.paths().stream()
                .filter(path -> path.state() == PathState.PROTECTED)
                .count();
    }

    private static MeterGroup<PeerStatus> addresses(MeterGroup<PeerStatus> group) {
        String name = PREFIX + "addresses";
        for (AuthorisationRule.Verdict verdict : AuthorisationRule.Verdict.values()) {
            group.gauge(
                    name,
                    "Addresses of either side",
                    peer -> peer.addresses().stream()
                            .filter(address -> address.verdict() == verdict)
                            .count(),
                    "side",
                    "remote",
                    "status",
                    tagValue(verdict));
        }
        return group.gauge(
                name,
                "Addresses of either side",
                peer -> peer.advertised().size(),
                "side",
                "local",
                "status",
                "advertised");
    }

    /** What there is once a path, as long as there is the path; the tags {@code peer} and {@code path} are there. */
    static MeterGroup<PathFigures> path(MeterGroup<PathFigures> group) {
        group.gauge(
                PREFIX + "path.state",
                "1 while the path is protected, 0 while it is blocked",
                figures -> figures.isProtected() ? 1 : 0);
        passed(group, "packets", "out", PathStatistics::sentPackets);
        passed(group, "packets", "in", PathStatistics::receivedPackets);
        passed(group, "bytes", "out", PathStatistics::sentBytes);
        passed(group, "bytes", "in", PathStatistics::receivedBytes);
        return group;
    }

    private static void passed(
            MeterGroup<PathFigures> group, String unit, String direction, ToLongFunction<PathStatistics> figure) {
        group.counter(
                PREFIX + "esp." + unit,
                unit,
                "Clear IP " + unit + " that passed under ESP",
                figures -> figures.passed(figure),
                "direction",
                direction);
    }

    /** What there is once a path that was protected some time; the tags {@code peer} and {@code path} are there. */
    static MeterGroup<PathHistory> history(MeterGroup<PathHistory> group) {
        transitions(group, "unprotected", "protected", PathHistory::gained);
        transitions(group, "protected", "unprotected", PathHistory::lost);
        return group;
    }

    private static void transitions(
            MeterGroup<PathHistory> group, String from, String to, ToLongFunction<PathHistory> figure) {
        group.counter(
                PREFIX + "path.transitions",
                "transitions",
                "How often the path became protected, or lost its protection",
                figure::applyAsLong,
                "from",
                from,
                "to",
                to);
    }

    private static String tagValue(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
