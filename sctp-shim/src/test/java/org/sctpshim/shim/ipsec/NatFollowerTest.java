package org.sctpshim.shim.ipsec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.esp.plane.PlaneEvent;
import org.sctpshim.esp.plane.PlanePath;
import org.sctpshim.ike.exchange.NatStatus;

/** Whose packets are followed, and that they are told of at all. */
class NatFollowerTest {

    @ParameterizedTest
    @CsvSource({
        "false, false, false, false",
        "true, false, false, false",
        "true, true, false, false",
        "true, false, true, true",
        "true, true, true, false"
    })
    @Requirement("RFC 7296 2.23-9")
    void onlyAPeerBehindANatIsFollowedAndOnlyByAHostThatIsNot(
            boolean traversal, boolean thisHostBehind, boolean peerBehind, boolean followed) {
        assertThat(NatFollower.isToBeFollowed(new NatStatus(traversal, thisHostBehind, peerBehind)))
                .isEqualTo(followed);
    }

    @Test
    void whereAPeerWasSeenIsToldOn() throws UnknownHostException {
        PlaneReports reports = new PlaneReports();
        List<PlaneEvent> told = new ArrayList<>();
        InetAddress beta = InetAddress.getByName("10.1.0.2");
        PlaneEvent.PeerRemapped seen = new PlaneEvent.PeerRemapped(
                new PlanePath(InetAddress.getByName("10.1.0.1"), beta), new InetSocketAddress(beta, 30_001));
        reports.on(seen);
        reports.tellOfPeers(told::add);
        reports.on(seen);
        assertThat(told).containsExactly(seen);
    }
}
