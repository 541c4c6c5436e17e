package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.auth.CertificateAuthentication;
import org.sctpshim.ike.auth.CertificateCredential;
import org.sctpshim.ike.auth.RevocationPolicy;
import org.sctpshim.ike.auth.TestAuthority;
import org.sctpshim.ike.auth.TestKey;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.ike.wire.IpAddress;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.AddressRange;
import org.sctpshim.registry.AuthorisationRule;

/** What the addresses in a peer's certificate do for its Child SAs (RFC 4301 section 4.4.3.3, RFC 4555 section 3.7). */
class IdentityAddressesTest {
    private static final TestAuthority ROOT = TestAuthority.root("address root");
    private static final CertificateAuthentication TRUSTED = new CertificateAuthentication(
            ROOT.trusted().revocation(RevocationPolicy.OFF).build());

    private static CertificateCredential of(String name, String... addresses) {
        var certificate = ROOT.issue("CN=" + name).dns(name + ".example");
        for (String address : addresses) {
            certificate.address(address);
        }
        return certificate.credential(TestKey.P256);
    }

    /** Alpha opens towards both addresses of beta, whose lists count for nothing; beta's certificate names these. */
    private static Ladder ladder(IdentityAddresses use, String... certified) {
        HostSetup alpha = HostSetup.alpha().certificates(TRUSTED, of("alpha"));
        alpha.identityAddresses = use;
        alpha.peerAddresses = List.of(HostSetup.B1, HostSetup.B2);
        alpha.policy =
                new AddressPolicy(List.of(AddressRange.parse("10.0.0.0/8")), List.of(), AddressPolicy.Listed.NEVER);
        Ladder ladder = new Ladder(alpha, HostSetup.beta().certificates(TRUSTED, of("beta", certified)));
        ladder.alpha.opens();
        ladder.passMillis(3_000);
        assertThat(ladder.alpha.ike.establishedCount()).isEqualTo(1);
        return ladder;
    }

    @Test
    @Requirement({"RFC 4301 P5", "RFC 3554 S4", "RFC 3554 S7"})
    void ignoredTheyAreNoGround() {
        Ladder ladder = ladder(IdentityAddresses.IGNORE, "10.1.0.2", "10.2.0.2");
        assertThat(ladder.alpha.protectedPaths())
                .as("from both locals to the current address")
                .isEqualTo(2);
    }

    @Test
    @Requirement({"RFC 4301 P5", "RFC 3554 S5", "RFC 3554 S7", "RFC 4555 M15"})
    void vouchingTheyAuthoriseWhatThePeerNeverListed() {
        assertThat(ladder(IdentityAddresses.VOUCH, "10.1.0.2", "10.2.0.2").alpha.protectedPaths())
                .isEqualTo(4);
        assertThat(ladder(IdentityAddresses.VOUCH, "10.1.0.2").alpha.protectedPaths())
                .isEqualTo(2);
    }

    @Test
    @Requirement("RFC 4301 P5")
    void confiningTheyShutOutEveryOther() {
        Ladder ladder = ladder(IdentityAddresses.CONFINE, "10.2.0.2");
        assertThat(ladder.alpha.installed.values())
                .as("the IKE SA's own address 10.1.0.2 is not the certificate's")
                .hasSize(2)
                .allSatisfy(child -> assertThat(child.path().pair().remote()).isEqualTo(HostSetup.B2));
        assertThat(ladder.alpha.ike.registry().addresses(HostSetup.BETA)).anySatisfy(view -> {
            assertThat(view.address()).isEqualTo(HostSetup.B1);
            assertThat(view.verdict()).isEqualTo(AuthorisationRule.Verdict.NOT_PERMITTED);
        });
    }

    @Test
    void neverDoTheyWidenWhatIsPermitted() {
        AddressPolicy narrow = AddressPolicy.listedWithin(List.of(AddressRange.parse("10.1.0.0/16")));
        AddressPolicy inForce = IdentityAddresses.VOUCH.inForce(
                narrow, Identification.address(IpAddress.of(HostSetup.B2)), Optional.empty());
        assertThat(inForce).isEqualTo(narrow);
    }
}
