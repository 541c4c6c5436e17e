package org.sctpshim.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.examples.lab.LabLinks.Link.LINK1;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.examples.lab.LabLinks;

/** SAs are replaced by either end while SCTP runs over them, with extended sequence numbers and fresh keys each. */
abstract class RekeyScene extends PeerScene {
    static final long LIFETIME_MS = 3_000;
    private static final Duration ONE_WAY = Duration.ofMillis(400);
    private static final int COLLISIONS_TRIED = 15;
    private static final int TRIES = 6;

    @AutoClose
    private final LabLinks links = new LabLinks();

    private static final PeerPolicy POLICY = PeerPolicy.DEFAULT.esp("aes128gcm16-x25519-esn");

    @Test
    void replacesSasOfAnIkeSaOfOursAsWeDoAndNothingIsLost() throws Exception {
        become("plane=" + DataPlane.Kind.USERSPACE, "lifetimes=2500,6000");
        peer.configure(POLICY);
        connectFromShim();
        replaceAll();
        closeAtShim();
        finish();
    }

    @Test
    void replacesSasOfItsOwnIkeSaAsWeDoInTheKernelAndNothingIsLost() throws Exception {
        become("plane=" + DataPlane.Kind.KERNEL, "lifetimes=2500,6000");
        peer.configure(POLICY);
        listenAtShim();
        peer.initiate();
        shim.await("path protected");
        connectFromPeer();
        replaceAll();
        bare.say("close");
        shim.await("closed");
        peer.deleteIkeSa();
        finish();
    }

    private void replaceAll() throws InterruptedException {
        shim.say("stream");
        shim.await("streaming");
        insist(peer::rekeyChildSa, "child rekeyed by peer");
        shim.await("child rekeyed by us");
        insist(peer::rekeyIkeSa, "ike rekeyed by peer");
        shim.await("ike rekeyed by us");
        assertNothingFailed();
        haltAndSettle();
    }

    /** Where ours is under way, theirs is put off or is the one that is too much: they are told again. */
    private void insist(Runnable replaceAtPeer, String replaced) throws InterruptedException {
        for (int i = 0; i < TRIES && shim.countTold(replaced) == 0; i++) {
            replaceAtPeer.run();
            shim.tells(replaced);
        }
        assertThat(shim.countTold(replaced)).as(replaced).isPositive();
    }

    private void haltAndSettle() throws InterruptedException {
        shim.say("halt");
        shim.await("streamed");
        EchoEnd.exchange(shim, bare);
        awaitCount(new IkePeer.SaCounts(1, 1));
    }

    void collideOverTheChildSa() throws Exception {
        collide("lifetimes=" + LIFETIME_MS + ",600000", "child rekeyed by us", peer::rekeyChildSa);
    }

    /** With a slow link, so that requests cross. What is too much after that is deleted by whoever has to. */
    void collide(String lifetimes, String replacedByUs, Runnable replaceAtPeer) throws Exception {
        become(lifetimes);
        peer.configure(POLICY);
        connectFromShim();
        links.delay(LINK1, ONE_WAY);
        shim.say("stream");
        shim.await("streaming");
        long startNs = System.currentTimeMillis() * 1_000_000;
        for (int i = 0; i < COLLISIONS_TRIED && !tap.sawBothBegin("CREATE_CHILD_SA", startNs); i++) {
            shim.listenAnew();
            shim.await(replacedByUs);
            // An order takes its time to become a request, and nobody knows how much.
            Thread.sleep(LIFETIME_MS - (i % 5 + 1) * ONE_WAY.toMillis() / 2);
            replaceAtPeer.run();
        }
        links.restore(LINK1);
        haltAndSettle();
        assertThat(tap.sawBothBegin("CREATE_CHILD_SA", startNs)).isTrue();
        assertNothingFailed();
        closeAtShim();
        finish();
    }

    /** The peer's IKE SA, which it replaces by another one with an authentication of its own. */
    void reauthenticatesUnderTraffic(int seconds) throws Exception {
        become();
        peer.configure(POLICY.reauthSeconds(seconds));
        listenAtShim();
        peer.initiateOnTraffic();
        peer.initiate();
        shim.await("path protected");
        connectFromPeer();
        shim.say("stream");
        shim.await("ike up responder");
        shim.listenAnew();
        shim.await("ike up responder");
        haltAndSettle();
        bare.say("close");
        shim.await("closed");
        peer.forgetTraffic();
        // Its IKE SA may be the next one already, or none for a moment: whatever there is goes.
        peer.configure(POLICY);
        finish();
    }

    /** A rekey may have been put off where the other end's was under way, and be done later. */
    private void assertNothingFailed() {
        for (String trouble : new String[] {"failed", "ike ended", "path lost"}) {
            assertThat(shim.countTold(trouble)).as(trouble).isZero();
        }
    }
}
