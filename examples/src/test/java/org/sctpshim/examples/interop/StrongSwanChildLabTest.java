package org.sctpshim.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.examples.lab.LabHost;

/** Child SAs with strongSwan. */
@Tag("lab")
class StrongSwanChildLabTest extends ChildScene {
    @Override
    IkePeer startPeer(LabHost host) throws IOException {
        return StrongSwan.start(host);
    }

    @Test
    @Requirement("RFC 7296 2.9-2")
    void proposesAllPortsForAPacketAndIsNarrowedToItsPath() throws Exception {
        become();
        peer.configure(POLICY.wide());
        listenAtShim();
        peer.initiateOnTraffic();
        connectFromPeer();
        closeAtPeer();
        peer.forgetTraffic();
        finish();
    }

    /** The association is still there, and this end opened it: so its path is protected anew at once. */
    @Test
    void deletesTheChildSaAloneAndThePathIsProtectedAnewUnderTheSameIkeSa() throws Exception {
        become();
        peer.configure(POLICY);
        peer.initiateOnTraffic();
        connectFromShim();
        shim.listenAnew();
        peer.deleteChildSa();
        shim.await("path lost 10.1.0.1 10.1.0.2");
        shim.await("path protected 10.1.0.1 10.1.0.2");
        EchoEnd.exchange(shim, bare);
        assertThat(shim.countTold("ike ended")).isZero();
        assertThat(peer.count()).isEqualTo(new IkePeer.SaCounts(1, 1));
        closeAtShim();
        peer.forgetTraffic();
        finish();
    }
}
