package org.sctpshim.shim.metrics;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.sctpshim.esp.Verdict;
import org.sctpshim.esp.plane.PathStatistics;
import org.sctpshim.esp.plane.PlanePath;
import org.sctpshim.esp.plane.PlaneStatistics;
import org.sctpshim.ike.exchange.NatStatus;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.AddressState;
import org.sctpshim.registry.AddressView;
import org.sctpshim.registry.AuthorisationRule;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.PathState;
import org.sctpshim.registry.PathView;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SctpPathState;
import org.sctpshim.registry.SctpPorts;
import org.sctpshim.registry.SpiPair;
import org.sctpshim.shim.kernel.AddressText;
import org.sctpshim.shim.status.AssociationStatus;
import org.sctpshim.shim.status.CertificateStatus;
import org.sctpshim.shim.status.IkeSaCounts;
import org.sctpshim.shim.status.IkeSaStatus;
import org.sctpshim.shim.status.PathHistory;
import org.sctpshim.shim.status.PeerStatus;
import org.sctpshim.shim.status.RekeyCounts;
import org.sctpshim.shim.status.SecurityStatus;

/** Readings as a view may give them, of a peer {@code beta} with two links. */
final class Statuses {
    static final PeerId BETA = new PeerId("beta");
    static final AddressPair LINK_1 = pair("10.1.0.1", "10.1.0.2");
    static final AddressPair LINK_2 = pair("10.2.0.1", "10.2.0.2");
    static final SctpPorts PORTS = new SctpPorts(2905, 2906);

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    static final CertificateStatus EXPIRES_IN_A_MINUTE = CertificateStatus.at(NOW, "CN=one", NOW.plusSeconds(60));
    private static final CertificateStatus EXPIRED_AN_HOUR_AGO =
            CertificateStatus.at(NOW, "CN=old", NOW.minusSeconds(3_600));

    private Statuses() {}

    static AddressPair pair(String local, String remote) {
        return new AddressPair(AddressText.parse(local), AddressText.parse(remote));
    }

    static PathView path(AddressPair pair, SctpPorts ports, PathState state) {
        Optional<SpiPair> spis =
                state == PathState.PROTECTED ? Optional.of(new SpiPair(0x1000, 0x2000)) : Optional.empty();
        return new PathView(new PathId(pair, ports), BETA, state, spis, SctpPathState.ACTIVE);
    }

    static AssociationStatus association(SctpPorts ports, PathView... paths) {
        return new AssociationStatus(ports, Arrays.asList(paths));
    }

    /** A peer with an IKE SA that moved twice, two authorised addresses and one that policy does not permit. */
    static PeerStatus beta(List<PathHistory> history, AssociationStatus... associations) {
        return new PeerStatus(
                BETA,
                Identification.fqdn("beta.example"),
                List.of(new IkeSaStatus(
                        LINK_1,
                        true,
                        7,
                        OptionalLong.of(3_000_000_100L),
                        OptionalLong.of(5_000_000_100L),
                        "AES",
                        true,
                        NatStatus.UNSUPPORTED,
                        Optional.of(EXPIRES_IN_A_MINUTE))),
                new IkeSaCounts(3, 2, 1, Optional.of("the peer is silent")),
                new RekeyCounts(11, 12, 13, 14),
                List.of(LINK_1.local(), LINK_2.local()),
                List.of(
                        address(LINK_1.remote(), AuthorisationRule.Verdict.AUTHORISED),
                        address(LINK_2.remote(), AuthorisationRule.Verdict.AUTHORISED),
                        address(AddressText.parse("10.9.0.9"), AuthorisationRule.Verdict.NOT_PERMITTED)),
                Arrays.asList(associations),
                history);
    }

    private static AddressView address(InetAddress address, AuthorisationRule.Verdict verdict) {
        boolean authorised = verdict == AuthorisationRule.Verdict.AUTHORISED;
        return new AddressView(address, authorised ? AddressState.AUTHORISED : AddressState.CLAIMED, verdict);
    }

    static SecurityStatus of(PeerStatus... peers) {
        return of(1, peers);
    }

    /** A status whose every counter is proportional to {@code factor}. */
    static SecurityStatus of(long factor, PeerStatus... peers) {
        PlaneStatistics plane = new PlaneStatistics(
                Map.of(Verdict.SEALED, 1000 * factor, Verdict.REPLAYED, 3 * factor, Verdict.BAD_ICV, 4 * factor),
                5 * factor,
                6 * factor,
                7 * factor,
                List.of(new PathStatistics(
                        new PlanePath(LINK_1.local(), LINK_1.remote()),
                        10 * factor,
                        1_000 * factor,
                        20 * factor,
                        2_000 * factor,
                        OptionalLong.of(99))));
        return new SecurityStatus(
                100,
                2,
                Arrays.asList(peers),
                Map.of(DropReason.NOT_AUTHENTIC, 8 * factor),
                plane,
                List.of(EXPIRED_AN_HOUR_AGO, EXPIRES_IN_A_MINUTE));
    }
}
