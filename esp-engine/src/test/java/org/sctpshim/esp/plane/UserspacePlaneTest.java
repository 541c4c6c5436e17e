package org.sctpshim.esp.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sctpshim.esp.plane.TwoHosts.ESP;
import static org.sctpshim.esp.plane.TwoHosts.SCTP;
import static org.sctpshim.esp.plane.TwoHosts.sctp;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sctpshim.esp.Verdict;
import org.sctpshim.esp.linux.SctpProbe;

/** Hand-made SCTP packets through two planes and a link that shows what passes on it. */
class UserspacePlaneTest {

    private static final int WAIT_MS = 5_000;
    private static final int SHORT_WAIT_MS = 150;

    private TwoHosts hosts;
    private UserspacePlane here;
    private UserspacePlane there;

    @BeforeEach
    void openTwoPlanes() throws Exception {
        hosts = TwoHosts.create();
        here = hosts.planeHere();
        there = hosts.planeThere();
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
        hosts.close();
    }

    @ParameterizedTest(name = "IPv6: {0}")
    @ValueSource(booleans = {false, true})
    void packetsComeOutAsTheyWentInAndOnlyEspIsOnTheWire(boolean ipv6) throws Exception {
        PlanePath path = TwoHosts.path(ipv6);
        hosts.protect(here, there, path);
        try (SctpProbe probeHere = hosts.probeHere(path.local());
                SctpProbe probeThere = hosts.probeThere(path.remote())) {
            int packets = 200;
            for (int number = 0; number < packets; number++) {
                byte[] request = sctp(number, number * 7);
                assertThat(probeHere.send(path.remote(), request)).isTrue();
                assertThat(probeThere.receive(WAIT_MS)).isEqualTo(request);
                byte[] answer = sctp(number + 1, 1400 - number);
                assertThat(probeThere.send(path.local(), answer)).isTrue();
                assertThat(probeHere.receive(WAIT_MS)).isEqualTo(answer);
            }
            assertThat(hosts.wire.count(SCTP)).isZero();
            assertThat(hosts.wire.count(ESP)).isEqualTo(2 * packets);
            PathStatistics figures = here.statistics().path(path).orElseThrow();
            assertThat(figures.sentPackets()).isEqualTo(packets);
            assertThat(figures.receivedPackets()).isEqualTo(packets);
            assertThat(System.nanoTime() - figures.lastReceivedNs().orElseThrow())
                    .isBetween(0L, 5_000_000_000L);
            assertThat(here.statistics().faults()).isZero();
        }
    }

    @ParameterizedTest(name = "IPv6: {0}")
    @ValueSource(booleans = {false, true})
    void aBurstArrivesWholeAndInOrder(boolean ipv6) throws Exception {
        PlanePath path = TwoHosts.path(ipv6);
        hosts.protect(here, there, path);
        try (SctpProbe probeHere = hosts.probeHere(path.local());
                SctpProbe probeThere = hosts.probeThere(path.remote())) {
            // One ahead, so that the neighbour is known: the kernel's queue for one that is not may overflow.
            probeHere.send(path.remote(), sctp(100, 1000));
            assertThat(probeThere.receive(WAIT_MS)).isEqualTo(sctp(100, 1000));
            for (int number = 0; number < 100; number++) {
                probeHere.send(path.remote(), sctp(number, 1000));
            }
            for (int number = 0; number < 100; number++) {
                assertThat(probeThere.receive(WAIT_MS)).isEqualTo(sctp(number, 1000));
            }
        }
    }

    @ParameterizedTest(name = "IPv6: {0}")
    @ValueSource(booleans = {false, true})
    void aGuardedPathWithoutSasPassesNothingAndAsksForThem(boolean ipv6) throws Exception {
        PlanePath path = TwoHosts.path(ipv6);
        hosts.here.call(() -> {
            here.guard(path);
            return "";
        });
        try (SctpProbe probeHere = hosts.probeHere(path.local());
                SctpProbe probeThere = hosts.probeThere(path.remote())) {
            probeHere.send(path.remote(), sctp(1, 100));
            assertThat(probeThere.receive(SHORT_WAIT_MS)).isNull();
            assertThat(hosts.wire.count(SCTP)).isZero();
            assertThat(here.statistics().count(Verdict.NO_SA)).isEqualTo(1);
            assertThat(hosts.events).containsExactly(new PlaneEvent.ProtectionMissing(path));

            assertThat(probeThere.send(path.local(), sctp(2, 100))).isTrue();
            assertThat(probeHere.receive(SHORT_WAIT_MS)).isNull();
            assertThat(hosts.wire.count(SCTP)).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "IPv6: {0}")
    @ValueSource(booleans = {false, true})
    void aSocketBoundToTheDeviceCannotGoPastTheGuard(boolean ipv6) throws Exception {
        PlanePath path = TwoHosts.path(ipv6);
        here.guard(path);
        try (SctpProbe probe =
                hosts.here.call(() -> SctpProbe.open(path.local()).bindToDevice("ve1"))) {
            assertThat(probe.send(path.remote(), sctp(1, 100))).isFalse();
            assertThat(hosts.wire.count(SCTP)).isZero();
        }
    }

    @ParameterizedTest(name = "IPv6: {0}")
    @ValueSource(booleans = {false, true})
    void clearPacketsOnAProtectedPathAreNotAccepted(boolean ipv6) throws Exception {
        PlanePath path = TwoHosts.path(ipv6);
        hosts.protect(here, there, path);
        there.release(path(path));
        try (SctpProbe probeHere = hosts.probeHere(path.local());
                SctpProbe probeThere = hosts.probeThere(path.remote())) {
            assertThat(probeThere.send(path.local(), sctp(1, 100))).isTrue();
            assertThat(probeHere.receive(SHORT_WAIT_MS)).isNull();
            assertThat(hosts.wire.count(SCTP)).isEqualTo(1);
        }
    }

    @Test
    void hostsThatAreNotGuardedAreNotTouched() throws Exception {
        PlanePath other = new PlanePath(TwoHosts.path(false).local(), java.net.InetAddress.getByName("10.1.0.77"));
        here.guard(other);
        assertPassesInClear(TwoHosts.path(false));
        assertPassesInClear(TwoHosts.path(true));
    }

    @ParameterizedTest(name = "IPv6: {0}")
    @ValueSource(booleans = {false, true})
    void withoutItsSaThePathIsBlockedAndAfterReleaseClear(boolean ipv6) throws Exception {
        PlanePath path = TwoHosts.path(ipv6);
        PlaneSa sa =
                hosts.here.call(() -> here.installOutbound(TwoHosts.parameters(0x1000, path.local(), path.remote())));
        here.remove(sa);
        try (SctpProbe probeHere = hosts.probeHere(path.local())) {
            probeHere.send(path.remote(), sctp(1, 100));
            assertThat(hosts.wire.count(SCTP) + hosts.wire.count(ESP)).isZero();
        }
        here.release(path);
        assertPassesInClear(path);
    }

    @Test
    void aListenersPortIsBlockedInwardsBeforeItsPeersAreKnown() throws Exception {
        PlanePath path = TwoHosts.path(false);
        here.guardListener(path.local(), 3868);
        try (SctpProbe probeHere = hosts.probeHere(path.local());
                SctpProbe probeThere = hosts.probeThere(path.remote())) {
            byte[] toTheListener = sctp(1, 100);
            toTheListener[2] = 0x0f;
            toTheListener[3] = 0x1c;
            byte[] toAnother = sctp(2, 100);
            probeThere.send(path.local(), toTheListener);
            probeThere.send(path.local(), toAnother);
            assertThat(probeHere.receive(WAIT_MS)).isEqualTo(toAnother);
            hosts.protect(here, there, path);
            probeThere.send(path.local(), toTheListener);
            assertThat(probeHere.receive(WAIT_MS)).isEqualTo(toTheListener);
        }
    }

    @ParameterizedTest(name = "IPv6: {0}")
    @ValueSource(booleans = {false, true})
    void damagedAndRepeatedPacketsAreCountedAndNotDelivered(boolean ipv6) throws Exception {
        PlanePath path = TwoHosts.path(ipv6);
        hosts.protect(here, there, path);
        try (SctpProbe probeHere = hosts.probeHere(path.local());
                SctpProbe probeThere = hosts.probeThere(path.remote())) {
            probeHere.send(path.remote(), sctp(1, 100));
            assertThat(probeThere.receive(WAIT_MS)).isEqualTo(sctp(1, 100));
            assertThat(hosts.wire.count(ESP)).isEqualTo(1);
            byte[] sealed = hosts.wire.last();
            int behindSequence = (ipv6 ? 40 : 20) + 8;
            int damaged = (sealed.length - behindSequence + 8) / 9;
            for (int at = behindSequence; at < sealed.length; at += 9) {
                byte[] flipped = sealed.clone();
                flipped[at] = (byte) (flipped[at] ^ 1 << at % 8);
                flipped[behindSequence - 1] = 100; // a number of no other packet, else it may be a replay first
                hosts.sendFromHere(flipped);
            }
            hosts.sendFromHere(sealed);
            probeHere.send(path.remote(), sctp(2, 100));
            assertThat(probeThere.receive(WAIT_MS)).isEqualTo(sctp(2, 100));
            // Packets sent by different threads may overtake each other in the kernel.
            hosts.await(
                    "every damaged and the repeated packet counted",
                    () -> there.statistics().count(Verdict.BAD_ICV) == damaged
                            && there.statistics().count(Verdict.REPLAYED) == 1);
            assertThat(there.statistics().faults()).isZero();
        }
    }

    @ParameterizedTest(name = "IPv6: {0}")
    @ValueSource(booleans = {false, true})
    void rubbishOfEveryLengthStopsNothing(boolean ipv6) throws Exception {
        PlanePath path = TwoHosts.path(ipv6);
        hosts.protect(here, there, path);
        try (SctpProbe probeHere = hosts.probeHere(path.local());
                SctpProbe probeThere = hosts.probeThere(path.remote())) {
            for (int length = 0; length < 90; length++) {
                hosts.sendFromHere(hosts.espPacket(path, length));
            }
            probeHere.send(path.remote(), sctp(2, 100));
            assertThat(probeThere.receive(WAIT_MS)).isEqualTo(sctp(2, 100));
            assertThat(there.statistics().count(Verdict.OPENED)).isEqualTo(1);
            assertThat(there.statistics().faults()).isZero();
        }
    }

    @Test
    void theLongestClearPacketFitsTheLinkOnceSealed() throws Exception {
        PlanePath path = TwoHosts.path(false);
        hosts.protect(here, there, path);
        int room = PlaneSettings.DEFAULT.mtuBytes() - 20 - 16;
        try (SctpProbe probeHere = hosts.probeHere(path.local());
                SctpProbe probeThere = hosts.probeThere(path.remote())) {
            assertThat(probeHere.send(path.remote(), sctp(1, room))).isTrue();
            assertThat(probeThere.receive(WAIT_MS)).isEqualTo(sctp(1, room));
            assertThat(hosts.wire.count(ESP)).isEqualTo(1);
            assertThat(here.statistics().sendRefused()).isZero();
        }
    }

    @Test
    void aSecondPlaneInOneNamespaceIsRefusedInOneSentence() {
        assertThatThrownBy(hosts::planeHere)
                .isInstanceOf(java.io.IOException.class)
                .hasMessageContaining("another data plane runs in this network namespace");
    }

    @Test
    void whatAnotherProgramRemovedIsPutBack() throws Exception {
        here.guard(TwoHosts.path(false));
        hosts.here.ip("rule flush");
        assertThat(here.restoreGuards()).isEqualTo(2);
        assertThat(hosts.here.ip("rule")).contains("ipproto sctp lookup 5132");
        assertThat(here.restoreGuards()).isZero();
    }

    @Test
    void closesWithinASecondAndLeavesTheGuard() throws Exception {
        PlanePath path = TwoHosts.path(false);
        hosts.protect(here, there, path);
        long startNs = System.nanoTime();
        here.close();
        assertThat(System.nanoTime() - startNs).isLessThan(1_000_000_000L);
        try (SctpProbe probeHere = hosts.probeHere(path.local())) {
            assertThat(probeHere.send(path.remote(), sctp(1, 100))).isFalse();
            assertThat(hosts.wire.count(SCTP)).isZero();
        }
    }

    /** The same path seen from the other host. */
    private static PlanePath path(PlanePath path) {
        return new PlanePath(path.remote(), path.local());
    }

    private void assertPassesInClear(PlanePath path) throws Exception {
        try (SctpProbe probeHere = hosts.probeHere(path.local());
                SctpProbe probeThere = hosts.probeThere(path.remote())) {
            assertThat(probeHere.send(path.remote(), sctp(3, 100))).isTrue();
            assertThat(probeThere.receive(WAIT_MS)).isEqualTo(sctp(3, 100));
            assertThat(probeThere.send(path.local(), sctp(4, 100))).isTrue();
            assertThat(probeHere.receive(WAIT_MS)).isEqualTo(sctp(4, 100));
        }
    }
}
