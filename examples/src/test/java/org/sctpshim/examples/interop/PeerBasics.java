package org.sctpshim.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sctpshim.examples.demo.capture.PacketKind;

/** What any peer does with the shim, in both roles: setting up, refusing, asking whether the other is there, deleting. */
abstract class PeerBasics extends PeerScene {
    private static final PeerPolicy POLICY = PeerPolicy.DEFAULT;

    @Test
    void answersWhenTheShimConnectsAndAsksWhetherItIsThere() throws Exception {
        peer.configure(POLICY.livenessSeconds(1));
        connectFromShim();
        assertThat(peer.count()).isEqualTo(new IkePeer.SaCounts(1, 1));
        tap.awaitMore(PacketKind.IKE, "10.1.0.2", 3);
        EchoEnd.exchange(shim, bare);
        closeAtShim();
        finish();
    }

    @Test
    void initiatesWhenTheShimListensAndDeletesTheIkeSa() throws Exception {
        peer.configure(POLICY);
        listenAtShim();
        peer.initiate();
        assertThat(shim.await("ike up")).isEqualTo("responder beta.example 10.1.0.1 10.1.0.2");
        assertThat(shim.await("path protected")).isEqualTo("10.1.0.1 10.1.0.2");
        connectFromPeer();
        bare.say("close");
        shim.await("closed");
        peer.deleteIkeSa();
        assertThat(shim.await("ike ended")).isEqualTo("the peer deleted the IKE SA");
        awaitCount(new IkePeer.SaCounts(0, 0));
        finish();
    }

    @Test
    void deletesTheIkeSaAndIsConnectedToAnew() throws Exception {
        peer.configure(POLICY);
        connectFromShim();
        shim.listenAnew();
        peer.deleteIkeSa();
        assertThat(shim.await("ike ended")).isEqualTo("the peer deleted the IKE SA");
        shim.sendAndHear("after all");
        closeAtShim();
        finish();
    }

    @Test
    void hasAnotherSecretWhenTheShimConnects() throws Exception {
        peer.configure(POLICY.secret("another secret"));
        shim.say("connect");
        assertThat(shim.await("failed")).contains("peer \"beta.example\"", "AUTHENTICATION_FAILED", "pre-shared keys");
        finish();
    }

    @Test
    void hasAnotherSecretWhenTheShimListens() throws Exception {
        peer.configure(POLICY.secret("another secret"));
        listenAtShim();
        peer.initiate();
        assertThat(shim.await("ike refused"))
                .isEqualTo("10.1.0.2 calls itself beta.example and is refused: the pre-shared keys differ");
        peer.awaitSaid("AUTHENTICATION_FAILED");
        finish();
    }

    @Test
    void hasNoCommonIkeProposalWhenTheShimConnects() throws Exception {
        peer.configure(POLICY.ike("aes192gcm16-prfsha256-x25519"));
        shim.say("connect");
        assertThat(shim.await("failed")).contains("peer \"beta.example\"", "NO_PROPOSAL_CHOSEN");
        finish();
    }

    @Test
    void hasNoCommonIkeProposalWhenTheShimListens() throws Exception {
        peer.configure(POLICY.ike("aes192gcm16-prfsha256-x25519"));
        listenAtShim();
        peer.initiate();
        peer.awaitSaid("NO_PROPOSAL_CHOSEN");
        finish();
    }

    @Test
    void hasNoCommonEspProposalWhenTheShimConnects() throws Exception {
        peer.configure(POLICY.esp("aes192gcm16"));
        shim.say("connect");
        assertThat(shim.await("failed")).contains("peer \"beta.example\"", "NO_PROPOSAL_CHOSEN");
        finish();
    }

    @Test
    void hasNoCommonEspProposalWhenTheShimListens() throws Exception {
        peer.configure(POLICY.esp("aes192gcm16"));
        listenAtShim();
        peer.initiate();
        peer.awaitSaid("NO_PROPOSAL_CHOSEN");
        finish();
    }

    @Test
    void hasOtherSelectorsWhenTheShimConnects() throws Exception {
        peer.configure(POLICY.ownPort(2999));
        shim.say("connect");
        assertThat(shim.await("failed")).contains("peer \"beta.example\"", "TS_UNACCEPTABLE");
        finish();
    }

    @Test
    void wantsAnotherGroupThanTheShimGuessed() throws Exception {
        peer.configure(POLICY.ike("aes256gcm16-prfsha256-ecp256"));
        connectFromShim();
        closeAtShim();
        peer.awaitSaid(invalidKeyExchangeSent());
        finish();
    }

    @Test
    void guessesAGroupThatTheShimDoesNotHave() throws Exception {
        peer.configure(POLICY.ike("aes256gcm16-prfsha256-modp6144-x25519"));
        listenAtShim();
        peer.initiate();
        peer.awaitSaid(invalidKeyExchangeReceived());
        connectFromPeer();
        bare.say("close");
        shim.await("closed");
        peer.deleteIkeSa();
        finish();
    }

    /** What the daemon says when it answers INVALID_KE_PAYLOAD. */
    abstract String invalidKeyExchangeSent();

    /** What the daemon says when it is answered INVALID_KE_PAYLOAD. */
    abstract String invalidKeyExchangeReceived();
}
