package org.sctpshim.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.esp.plane.DataPlane;

/** What Child SAs can be like with a peer: tunnel mode, selectors that are narrowed or refused, several proposals. */
abstract class ChildScene extends PeerScene {
    static final PeerPolicy POLICY = PeerPolicy.DEFAULT;

    /** Longer than a packet may be, so that SCTP makes several as long as they can be. */
    private static final String LONG = "long ".repeat(360);

    @ParameterizedTest
    @EnumSource(names = {"USERSPACE", "KERNEL"})
    void hasTunnelModeWhenTheShimConnectsAndNeverUsesAnother(DataPlane.Kind plane) throws Exception {
        become("mode=NEVER", "plane=" + plane);
        peer.configure(POLICY.tunnel());
        connectFromShim();
        exchangeLongMessages();
        assertThat(peer.count()).isEqualTo(new IkePeer.SaCounts(1, 1));
        closeAtShim();
        finish();
    }

    @ParameterizedTest
    @EnumSource(names = {"USERSPACE", "KERNEL"})
    void hasTunnelModeWhenTheShimListensAndWouldPreferTransportMode(DataPlane.Kind plane) throws Exception {
        become("mode=PREFERRED", "plane=" + plane);
        peer.configure(POLICY.tunnel());
        listenAtShim();
        peer.initiate();
        shim.await("path protected");
        connectFromPeer();
        exchangeLongMessages();
        closeAtPeer();
        finish();
    }

    @Test
    void hasTunnelModeWhereTheShimConnectsAndWouldPreferTransportMode() throws Exception {
        become("mode=PREFERRED");
        peer.configure(POLICY.tunnel());
        connectFromShim();
        closeAtShim();
        finish();
    }

    @Test
    void hasTunnelModeWhereTheShimDemandsTransportMode() throws Exception {
        become("mode=REQUIRED");
        peer.configure(POLICY.tunnel());
        shim.say("connect");
        assertThat(shim.await("failed")).contains("peer \"beta.example\"", "transport mode");
        finish();
    }

    @Test
    void hasAllPortsInItsSelectorsAndTakesThePathThatTheShimProposes() throws Exception {
        become();
        peer.configure(POLICY.wide());
        connectFromShim();
        closeAtShim();
        finish();
    }

    @Test
    void proposesAllPortsForNoPacketAndIsRefusedSinceNoPathIsMeant() throws Exception {
        become();
        peer.configure(POLICY.wide());
        listenAtShim();
        peer.initiate();
        peer.awaitSaid("TS_UNACCEPTABLE");
        finish();
    }

    @Test
    @Requirement("RFC 7296 2.9-1")
    void wantsAPortOfTheShimThatNobodyListensAt() throws Exception {
        become();
        peer.configure(POLICY.shimPort(2999));
        listenAtShim();
        peer.initiate();
        peer.awaitSaid("TS_UNACCEPTABLE");
        finish();
    }

    @Test
    void findsTheOneAmongItsProposalsThatTheShimHas() throws Exception {
        become("profile=everything");
        peer.configure(POLICY.ike("aes192gcm16-prfsha256-x25519", "aes128gcm16-prfsha256-x25519")
                .esp("aes192gcm16", "aes256-sha256-esn", "chacha20poly1305-esn"));
        listenAtShim();
        peer.initiate();
        shim.await("path protected");
        connectFromPeer();
        closeAtPeer();
        finish();
    }

    private void exchangeLongMessages() {
        shim.sendAndHear(LONG.strip());
        bare.sendAndHear(LONG.strip());
    }

    void closeAtPeer() throws InterruptedException {
        bare.say("close");
        shim.await("closed");
        peer.deleteIkeSa();
        shim.await("ike ended");
        awaitCount(new IkePeer.SaCounts(0, 0));
    }
}
