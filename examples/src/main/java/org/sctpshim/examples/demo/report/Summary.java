package org.sctpshim.examples.demo.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sctpshim.examples.demo.event.Event;
import org.sctpshim.examples.demo.event.EventKind;

/**
 * A run in figures, with its verdict.
 *
 * @param protectedRun whether the shim was to protect the association; without it clear packets are expected
 * @param traffic the messages
 * @param wire the packets
 * @param protectedPaths different paths that were ever protected
 * @param ikeMoves how often the IKE SA moved to another address pair
 * @param cutLink the link that was cut, if one was
 * @param cutHow in which way
 * @param failures what a program that could not go on said
 * @param uncapturedPackets packets that the captures miss
 */
public record Summary(
        boolean protectedRun,
        TrafficFigures traffic,
        WireFigures wire,
        long protectedPaths,
        int ikeMoves,
        Optional<String> cutLink,
        Optional<String> cutHow,
        List<String> failures,
        long uncapturedPackets) {

    /** Paths between two hosts with two addresses each, crossed ones included. */
    static final int ALL_PATHS = 4;

    public Summary {
        failures = List.copyOf(failures);
    }

    /** Takes a run's figures. */
    public static Summary of(Run run, boolean protectedRun) {
        Optional<Event> cut = run.first(EventKind.LINK_CUT);
        return new Summary(
                protectedRun,
                TrafficFigures.of(run),
                WireFigures.of(run),
                run.all(EventKind.PATH_PROTECTED).stream()
                        .filter(event -> event.host().equals(Run.HOSTS.get(0)))
                        .map(event -> event.field("local").orElse("") + ">"
                                + event.field("remote").orElse(""))
                        .distinct()
                        .count(),
                (int) run.all(EventKind.IKE_SA_MOVED).stream()
                        .filter(event -> event.host().equals(Run.HOSTS.get(0)))
                        .count(),
                cut.flatMap(event -> event.field("link")),
                cut.flatMap(event -> event.field("how")),
                run.all(EventKind.FAILED).stream()
                        .map(event -> event.host() + ": " + event.detail())
                        .toList(),
                run.uncapturedPackets());
    }

    /** What this run did not keep of the demo's promises, a sentence each; empty when it kept all. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>(failures);
        if (traffic.sent() == 0) {
            faults.add("no message was sent");
        }
        if (traffic.lost() > 0) {
            faults.add(traffic.lost() + " messages were lost");
        }
        if (traffic.duplicates() > 0) {
            faults.add(traffic.duplicates() + " messages arrived twice");
        }
        if (!traffic.orderlyEnd()) {
            faults.add("the association did not end in order on both hosts");
        }
        if (cutLink.isEmpty()) {
            faults.add("no link was cut");
        }
        if (uncapturedPackets > 0) {
            faults.add(uncapturedPackets + " packets escaped the captures, so the counts prove nothing");
        }
        if (protectedRun) {
            addProtectionFaults(faults);
        } else if (wire.clearSctp() == 0) {
            faults.add("no SCTP packet was captured although nothing protects it: the captures cannot be right");
        }
        return faults;
    }

    private void addProtectionFaults(List<String> faults) {
        if (wire.clearSctp() > 0) {
            faults.add(wire.clearSctp() + " SCTP packets went over the links in clear");
        }
        if (wire.ikeSas() != 1) {
            faults.add(wire.ikeSas() + " IKE SAs instead of one");
        }
        if (protectedPaths != ALL_PATHS) {
            faults.add(protectedPaths + " protected paths instead of " + ALL_PATHS);
        }
        // A link that is down leaves routes round it, so that the IKE SA may well stay where it is.
        if (ikeMoves == 0 && cutHow.filter("silent"::equals).isPresent()) {
            faults.add("the IKE SA did not move to the living link");
        }
    }
}
