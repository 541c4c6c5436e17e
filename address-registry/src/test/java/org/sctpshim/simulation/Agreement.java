package org.sctpshim.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.registry.SpiPair;

/** What must hold once the network has been sound for long enough. */
final class Agreement {
    private Agreement() {}

    /** Everything that does not hold; empty when all is well. */
    static List<String> violations(Simulation simulation) {
        List<String> found = new ArrayList<>();
        found.addAll(simulation.alpha.violations);
        found.addAll(simulation.beta.violations);
        mirrored(simulation.alpha, simulation.beta, found);
        mirrored(simulation.beta, simulation.alpha, found);
        onePerPath(simulation, found);
        asManyIkeSasAsWanted(simulation.alpha, simulation.mostIkeSas(), found);
        asManyIkeSasAsWanted(simulation.beta, simulation.mostIkeSas(), found);
        noKeysLeft(simulation.alpha, found);
        noKeysLeft(simulation.beta, found);
        if (!simulation.alpha.ike.registry().isReady(simulation.association())) {
            found.add("the association is not ready");
        }
        return found;
    }

    static void mirrored(SimulatedHost here, SimulatedHost there, List<String> found) {
        for (ChildSa mine : here.installed.values()) {
            ChildSa theirs = there.installed.get(
                    new SpiPair(mine.spis().outbound(), mine.spis().inbound()));
            if (theirs == null) {
                found.add(here.name + " has " + mine.path() + " " + mine.spis() + ", " + there.name + " has not");
            } else if (!mine.inboundKey().material().equals(theirs.outboundKey().material())
                    || !mine.outboundKey().material().equals(theirs.inboundKey().material())) {
                found.add("the keys of " + mine.path() + " differ");
            } else if (!mine.suite().equals(theirs.suite())) {
                found.add("the suites of " + mine.path() + " differ");
            }
        }
    }

    /** At no time do two hosts hold one pair of SPIs with different keys. */
    static void sameKeys(SimulatedHost here, SimulatedHost there, List<String> found) {
        for (ChildSa mine : here.installed.values()) {
            ChildSa theirs = there.installed.get(
                    new SpiPair(mine.spis().outbound(), mine.spis().inbound()));
            // A replacement that lost to another one is received with no more than its peer's delete takes; a data
            // plane
            // has its own copy of the key, this one has not.
            boolean lost = theirs != null
                    && (mine.inboundKey().material().isWiped()
                            || theirs.outboundKey().material().isWiped());
            if (theirs != null
                    && !lost
                    && !mine.inboundKey().material().equals(theirs.outboundKey().material())) {
                found.add("one pair of SPIs " + mine.spis() + " with two keys");
            }
        }
    }

    /** Whatever ended left no keys behind. */
    private static void noKeysLeft(SimulatedHost host, List<String> found) {
        if (host.liveKeys() != host.ike.sessionCount()) {
            found.add(host.name + " has " + host.ike.sessionCount() + " sessions and the keys of " + host.liveKeys());
        }
    }

    private static void onePerPath(Simulation simulation, List<String> found) {
        Map<String, Integer> perPair = new LinkedHashMap<>();
        simulation.alpha.installed.values().stream()
                .filter(child -> !simulation.alpha.lingers(child.spis(), simulation.nowNs))
                .forEach(child -> perPair.merge(child.path().pair().toString(), 1, Integer::sum));
        Set<String> expected = simulation.expectedPairs();
        Set<String> missing = new LinkedHashSet<>(expected);
        missing.removeAll(perPair.keySet());
        Set<String> tooMany = new LinkedHashSet<>(perPair.keySet());
        tooMany.removeAll(expected);
        if (!missing.isEmpty()) {
            found.add("not protected: " + missing);
        }
        if (!tooMany.isEmpty()) {
            found.add("protected without ground: " + tooMany);
        }
        perPair.forEach((pair, count) -> {
            if (count > 1) {
                found.add(count + " Child SAs for " + pair);
            }
        });
    }

    private static void asManyIkeSasAsWanted(SimulatedHost host, int most, List<String> found) {
        int wanted = host.installed.isEmpty() ? 0 : most;
        if (host.ike.establishedCount() > most || host.ike.establishedCount() < wanted) {
            found.add(host.name + " has " + host.ike.establishedCount() + " established IKE SAs");
        }
        if (host.ike.sessionCount() != host.ike.establishedCount()) {
            found.add(host.name + " holds " + host.ike.sessionCount() + " sessions, of which "
                    + host.ike.establishedCount() + " are established");
        }
    }
}
