package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.auth.CertificateAuthentication;
import org.sctpshim.ike.auth.CertificateCredential;
import org.sctpshim.ike.auth.RevocationPolicy;
import org.sctpshim.ike.auth.TestAuthority;
import org.sctpshim.ike.auth.TestKey;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.AddressRange;
import org.sctpshim.registry.AuthorisationRule;
import org.sctpshim.registry.PathState;
import org.sctpshim.registry.PathView;
import org.sctpshim.registry.RegistryEvent;
import org.sctpshim.registry.SctpPorts;

/** Each term of the rule that is lost takes the SAs that rested on it with it, at both ends, and no other SA. */
class LostGroundTest {
    private static final TestAuthority ROOT = TestAuthority.root("lost root");
    private static final CertificateAuthentication TRUSTED = new CertificateAuthentication(
            ROOT.trusted().revocation(RevocationPolicy.OFF).build());

    private static AddressPolicy within(String... ranges) {
        return AddressPolicy.listedWithin(
                List.of(ranges).stream().map(AddressRange::parse).toList());
    }

    private static List<InetAddress> protectedRemotes(TestHost host) {
        return host.ike.registry().paths(host.peer()).stream()
                .filter(path -> path.state() == PathState.PROTECTED)
                .map(PathView::id)
                .map(path -> path.pair().remote())
                .distinct()
                .toList();
    }

    @Test
    @Requirement("RFC 4301 P5")
    void aRangeThatPolicyPermitsNoLonger() {
        Ladder ladder = new Ladder();
        ladder.established();
        ladder.alpha.ike.policyChanged(HostSetup.BETA, within("10.1.0.0/16"), ladder.alpha.nowNs);
        ladder.alpha.drain();
        ladder.settle();

        assertThat(protectedRemotes(ladder.alpha)).containsExactly(HostSetup.B1);
        assertThat(ladder.alpha.installed).hasSize(2);
        assertThat(ladder.beta.installed).hasSize(2);
        assertThat(ladder.alpha.events(HostEvent.Registry.class))
                .extracting(HostEvent.Registry::event)
                .contains(new RegistryEvent.AddressRefused(
                        HostSetup.BETA, HostSetup.B2, AuthorisationRule.Verdict.NOT_PERMITTED));

        ladder.alpha.ike.policyChanged(HostSetup.BETA, within("10.0.0.0/8"), ladder.alpha.nowNs);
        ladder.alpha.drain();
        ladder.passMillis(1_000);
        assertThat(ladder.alpha.protectedPaths()).as("and back").isEqualTo(4);
    }

    @Test
    void aVouchedRangeThatPolicyVouchesForNoLonger() {
        HostSetup alpha = HostSetup.alpha();
        alpha.policy = new AddressPolicy(
                List.of(AddressRange.parse("10.0.0.0/8")),
                List.of(AddressRange.parse("10.2.0.0/16")),
                AddressPolicy.Listed.NEVER);
        alpha.peerAddresses = List.of(HostSetup.B1, HostSetup.B2);
        Ladder ladder = new Ladder(alpha, HostSetup.beta());
        ladder.established();
        ladder.alpha.ike.policyChanged(
                HostSetup.BETA,
                new AddressPolicy(alpha.policy.permitted(), List.of(), AddressPolicy.Listed.NEVER),
                ladder.alpha.nowNs);
        ladder.alpha.drain();
        ladder.settle();

        assertThat(protectedRemotes(ladder.alpha)).containsExactly(HostSetup.B1);
        assertThat(ladder.beta.installed).hasSize(2);
    }

    @Test
    @Requirement("RFC 4555 M26")
    void anAddressThatThePeerListsNoLonger() {
        Ladder ladder = new Ladder();
        ladder.established();
        ladder.beta.ike.stopListening(ladder.beta.setup.end(), ladder.beta.nowNs);
        ladder.beta.setup.addresses(HostSetup.B1);
        ladder.beta.listens();
        SctpPorts ports = new SctpPorts(HostSetup.BETA_PORT, HostSetup.ALPHA_PORT);
        ladder.beta.ike.removeLocal(
                ladder.beta.ike.registry().find(HostSetup.ALPHA, ports).orElseThrow(), HostSetup.B2, ladder.beta.nowNs);
        ladder.beta.drain();
        ladder.passMillis(100);

        assertThat(protectedRemotes(ladder.alpha)).containsExactly(HostSetup.B1);
        assertThat(ladder.alpha.installed).hasSize(2);
    }

    @Test
    void addressesOfACertificateWhoseIkeSaEnds() {
        CertificateCredential beta =
                ROOT.issue("CN=beta").dns("beta.example").address("10.2.0.2").credential(TestKey.P256);
        HostSetup alpha = HostSetup.alpha()
                .certificates(
                        TRUSTED, ROOT.issue("CN=alpha").dns("alpha.example").credential(TestKey.P256));
        alpha.identityAddresses = IdentityAddresses.VOUCH;
        alpha.policy =
                new AddressPolicy(List.of(AddressRange.parse("10.0.0.0/8")), List.of(), AddressPolicy.Listed.NEVER);
        alpha.peerAddresses = List.of(HostSetup.B1, HostSetup.B2);
        Ladder ladder = new Ladder(alpha, HostSetup.beta().certificates(TRUSTED, beta));
        ladder.established();
        ladder.alpha.ike.closeAll("its certificate expired", ladder.alpha.nowNs);
        ladder.alpha.drain();
        ladder.settle();

        assertThat(ladder.alpha.installed).isEmpty();
        assertThat(ladder.beta.installed).isEmpty();
        assertThat(ladder.alpha.ike.registry().isAuthorised(HostSetup.BETA, HostSetup.B2))
                .isFalse();
    }
}
