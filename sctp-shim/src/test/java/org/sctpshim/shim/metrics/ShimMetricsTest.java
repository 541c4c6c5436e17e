package org.sctpshim.shim.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.shim.metrics.Statuses.LINK_1;
import static org.sctpshim.shim.metrics.Statuses.LINK_2;
import static org.sctpshim.shim.metrics.Statuses.PORTS;
import static org.sctpshim.shim.metrics.Statuses.association;
import static org.sctpshim.shim.metrics.Statuses.beta;
import static org.sctpshim.shim.metrics.Statuses.path;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sctpshim.registry.PathState;
import org.sctpshim.registry.SctpPorts;
import org.sctpshim.shim.status.AssociationStatus;
import org.sctpshim.shim.status.PathHistory;
import org.sctpshim.shim.status.SecurityStatus;
import org.sctpshim.shim.status.SecurityView;

class ShimMetricsTest {
    private static final AssociationStatus BOTH_PROTECTED =
            association(PORTS, path(LINK_1, PORTS, PathState.PROTECTED), path(LINK_2, PORTS, PathState.PROTECTED));
    private static final AssociationStatus ONE_PROTECTED =
            association(PORTS, path(LINK_1, PORTS, PathState.PROTECTED), path(LINK_2, PORTS, PathState.PLANNED));

    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private ShimMetrics kept = new ShimMetrics(SecurityView.none());
    private double[] scraped = {};

    private ScriptedView bound(SecurityStatus status) {
        ScriptedView view = new ScriptedView(status);
        metrics(view).bindTo(registry);
        return view;
    }

    /** Meters hold what they show weakly; the test holds it here as a shim does. */
    private ShimMetrics metrics(SecurityView view) {
        kept = new ShimMetrics(view);
        return kept;
    }

    private double gauge(String name, String... tags) {
        return registry.get("sctp.security." + name).tags(tags).gauge().value();
    }

    private double count(String name, String... tags) {
        return registry.get("sctp.security." + name)
                .tags(tags)
                .functionCounter()
                .count();
    }

    private void nextScrape() {
        clock.add(Duration.ofSeconds(15));
        scraped = registry.getMeters().stream()
                .mapToDouble(meter -> meter.measure().iterator().next().getValue())
                .toArray();
    }

    @Test
    void associationsAreCountedByHowWellTheyAreProtected() {
        SctpPorts others = new SctpPorts(2905, 3000);
        bound(Statuses.of(
                beta(List.of(), BOTH_PROTECTED, association(others, path(LINK_1, others, PathState.NEGOTIATING)))));

        assertThat(gauge("associations", "state", "protected")).isEqualTo(1);
        assertThat(gauge("associations", "state", "degraded")).isZero();
        assertThat(gauge("associations", "state", "unprotected")).isEqualTo(1);
    }

    @Test
    void aPathIsOneOnlyWhileItIsProtected() {
        ScriptedView view = bound(Statuses.of(beta(List.of(), ONE_PROTECTED)));

        assertThat(gauge("path.state", "peer", "beta", "path", "10.1.0.1 -> 10.1.0.2"))
                .isEqualTo(1);
        assertThat(gauge("path.state", "peer", "beta", "path", "10.2.0.1 -> 10.2.0.2"))
                .isZero();

        view.shows(Statuses.of(beta(List.of(), BOTH_PROTECTED)));
        nextScrape();

        assertThat(gauge("path.state", "peer", "beta", "path", "10.2.0.1 -> 10.2.0.2"))
                .isEqualTo(1);
    }

    @Test
    void replacementsOfSasAreCountedByKindAndResult() {
        bound(Statuses.of(beta(List.of(), BOTH_PROTECTED)));

        assertThat(count("sa.rekeys", "peer", "beta", "sa", "ike", "result", "done"))
                .isEqualTo(11);
        assertThat(count("sa.rekeys", "peer", "beta", "sa", "ike", "result", "failed"))
                .isEqualTo(12);
        assertThat(count("sa.rekeys", "peer", "beta", "sa", "child", "result", "done"))
                .isEqualTo(13);
        assertThat(count("sa.rekeys", "peer", "beta", "sa", "child", "result", "failed"))
                .isEqualTo(14);
    }

    @Test
    void whatIsLeftOfCertificatesIsInSeconds() {
        bound(Statuses.of(beta(List.of(), BOTH_PROTECTED)));

        assertThat(gauge("certificate.expiry", "peer", "beta")).isEqualTo(60);
        assertThat(gauge("own.certificate.expiry"))
                .as("the first of them, which has expired")
                .isEqualTo(-3_600);
    }

    @Test
    void associationsThatShareAPairOfAddressesShareItsSeriesAndTheWorstStateShows() {
        SctpPorts others = new SctpPorts(2905, 3000);
        bound(Statuses.of(beta(
                List.of(),
                association(PORTS, path(LINK_1, PORTS, PathState.PROTECTED)),
                association(others, path(LINK_1, others, PathState.PLANNED)))));

        assertThat(registry.get("sctp.security.path.state").gauges()).hasSize(1);
        assertThat(gauge("path.state", "peer", "beta")).isZero();
    }

    @Test
    void packetsAndBytesOfAPathAreCountedInBothDirections() {
        ScriptedView view = bound(Statuses.of(1, beta(List.of(), BOTH_PROTECTED)));
        view.shows(Statuses.of(3, beta(List.of(), BOTH_PROTECTED)));
        nextScrape();

        String link1 = LINK_1.toString();
        assertThat(count("esp.packets", "path", link1, "direction", "out")).isEqualTo(30);
        assertThat(count("esp.packets", "path", link1, "direction", "in")).isEqualTo(60);
        assertThat(count("esp.bytes", "path", link1, "direction", "out")).isEqualTo(3_000);
        assertThat(count("esp.bytes", "path", link1, "direction", "in")).isEqualTo(6_000);
        assertThat(count("esp.bytes", "path", LINK_2.toString(), "direction", "in"))
                .isZero();
    }

    @Test
    void dropsAreCountedByReasonAndWhatPassedIsNoDrop() {
        bound(Statuses.of(beta(List.of(), BOTH_PROTECTED)));

        assertThat(count("esp.drops", "reason", "replayed")).isEqualTo(3);
        assertThat(count("esp.drops", "reason", "bad_icv")).isEqualTo(4);
        assertThat(count("esp.drops", "reason", "no_sa")).isZero();
        assertThat(count("esp.drops", "reason", "send_refused")).isEqualTo(5);
        assertThat(count("esp.drops", "reason", "delivery_refused")).isEqualTo(6);
        assertThat(count("esp.faults")).isEqualTo(7);
        assertThat(count("ike.drops", "reason", "not_authentic")).isEqualTo(8);
        assertThat(registry.find("sctp.security.esp.drops")
                        .tag("reason", "sealed")
                        .meters())
                .isEmpty();
    }

    @Test
    void aPeersIkeSasMovesAndAddressesAreCounted() {
        bound(Statuses.of(beta(List.of(), ONE_PROTECTED)));

        assertThat(gauge("ike.state", "peer", "beta")).isEqualTo(1);
        assertThat(gauge("ike.half.open")).isEqualTo(2);
        assertThat(gauge("child.sas", "peer", "beta")).isEqualTo(1);
        assertThat(count("ike.established", "peer", "beta")).isEqualTo(3);
        assertThat(count("ike.moves", "peer", "beta")).isEqualTo(2);
        assertThat(count("ike.ended", "peer", "beta")).isEqualTo(1);
        assertThat(gauge("addresses", "peer", "beta", "side", "local")).isEqualTo(2);
        assertThat(gauge("addresses", "side", "remote", "status", "authorised")).isEqualTo(2);
        assertThat(gauge("addresses", "side", "remote", "status", "not_permitted"))
                .isEqualTo(1);
        assertThat(gauge("addresses", "side", "remote", "status", "held_by_other_peer"))
                .isZero();
    }

    @Test
    void aPathThatIsGoneTakesItsSeriesWithItButItsLossStaysToBeSeen() {
        PathHistory lost = new PathHistory(LINK_2, 2, 2, 50, Optional.of("the peer deleted it"));
        ScriptedView view = bound(Statuses.of(beta(List.of(), BOTH_PROTECTED)));
        view.shows(Statuses.of(beta(List.of(lost), association(PORTS, path(LINK_1, PORTS, PathState.PROTECTED)))));
        nextScrape();

        String link2 = LINK_2.toString();
        assertThat(registry.find("sctp.security.path.state").tag("path", link2).meters())
                .isEmpty();
        assertThat(registry.find("sctp.security.esp.packets").tag("path", link2).meters())
                .isEmpty();
        assertThat(count("path.transitions", "path", link2, "from", "protected", "to", "unprotected"))
                .isEqualTo(2);
        assertThat(count("path.transitions", "path", link2, "from", "unprotected", "to", "protected"))
                .isEqualTo(2);

        view.shows(Statuses.of(beta(List.of())));
        nextScrape();

        assertThat(registry.getMeters()).noneMatch(meter -> meter.getId().getTag("path") != null);
    }

    @Test
    void aScrapeTakesOneReadingForAllMeters() {
        ScriptedView view = bound(Statuses.of(beta(List.of(), BOTH_PROTECTED)));
        assertThat(view.readings()).isEqualTo(1);

        nextScrape();
        nextScrape();

        assertThat(scraped).hasSizeGreaterThan(40);
        assertThat(view.readings()).isEqualTo(3);
    }

    @Test
    void withoutAReadingGaugesAreUnknownAndCountersStayAndTheNextReadingMendsIt() {
        ScriptedView view = bound(Statuses.of(beta(List.of(), BOTH_PROTECTED)));
        for (Exception failure : List.of(new IOException("too late"), new IllegalStateException("a bug"))) {
            view.fails(failure);
            nextScrape();

            assertThat(gauge("path.state", "path", LINK_1.toString())).isNaN();
            assertThat(gauge("associations", "state", "protected")).isNaN();
            assertThat(count("esp.packets", "path", LINK_1.toString(), "direction", "out"))
                    .isEqualTo(10);
        }

        view.shows(Statuses.of(2, beta(List.of(), BOTH_PROTECTED)));
        nextScrape();

        assertThat(gauge("path.state", "path", LINK_1.toString())).isEqualTo(1);
        assertThat(count("esp.packets", "path", LINK_1.toString(), "direction", "out"))
                .isEqualTo(20);
    }

    @Test
    void aReadingThatFailsIsTriedOnceAScrape() {
        ScriptedView view = bound(Statuses.of(beta(List.of(), BOTH_PROTECTED)));
        view.fails(new IOException("too late"));

        nextScrape();

        assertThat(view.readings()).isEqualTo(2);
    }

    @Test
    void aPeerShowsUpOnceThereIsAFirstReading() {
        ScriptedView view = new ScriptedView(Statuses.of(beta(List.of(), BOTH_PROTECTED)));
        view.fails(new IOException("not yet"));
        metrics(view).bindTo(registry);
        assertThat(registry.find("sctp.security.ike.state").meters()).isEmpty();

        view.shows(Statuses.of(beta(List.of(), BOTH_PROTECTED)));
        nextScrape();

        assertThat(gauge("ike.state", "peer", "beta")).isEqualTo(1);
    }

    @Test
    void closingTakesEveryMeterOutAndNothingIsAskedAnyMore() {
        ScriptedView view =
                bound(Statuses.of(beta(List.of(new PathHistory(LINK_1, 1, 0, 50, Optional.empty())), BOTH_PROTECTED)));
        Meter former = registry.get("sctp.security.ike.half.open").meter();

        kept.close();

        assertThat(registry.getMeters()).isEmpty();
        clock.add(Duration.ofSeconds(15));
        assertThat(former.measure()).hasSize(1);
        kept.bindTo(registry);
        assertThat(registry.getMeters()).isEmpty();
        assertThat(view.readings()).isEqualTo(1);
    }

    @Test
    void bindingTwiceIsBindingOnce() {
        ScriptedView view = bound(Statuses.of(beta(List.of(), BOTH_PROTECTED)));
        int meters = registry.getMeters().size();

        kept.bindTo(registry);

        assertThat(registry.getMeters()).hasSize(meters);
        assertThat(view.readings()).isEqualTo(1);
    }

    @Test
    void twoShimsShareARegistryUnderTagsOfTheirOwn() {
        ShimMetrics first = new ShimMetrics(new ScriptedView(Statuses.of(beta(List.of(), BOTH_PROTECTED))));
        ShimMetrics second = new ShimMetrics(new ScriptedView(Statuses.of(beta(List.of(), ONE_PROTECTED))));
        first.bindTo(registry, Tags.of("shim", "a"));
        second.bindTo(registry, Tags.of("shim", "b"));

        assertThat(gauge("associations", "shim", "a", "state", "protected")).isEqualTo(1);
        assertThat(gauge("associations", "shim", "b", "state", "protected")).isZero();
        second.close();
        assertThat(registry.getMeters())
                .isNotEmpty()
                .allMatch(meter -> "a".equals(meter.getId().getTag("shim")));
        first.close();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void nothingIsAskedBeforeAnythingIsBound() {
        ScriptedView view = new ScriptedView(Statuses.of());

        metrics(view).close();

        assertThat(view.readings()).isZero();
    }
}
