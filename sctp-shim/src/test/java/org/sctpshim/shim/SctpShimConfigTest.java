package org.sctpshim.shim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sctpshim.ike.auth.IdentityPattern;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.shim.kernel.AddressText;

class SctpShimConfigTest {
    private static final SecretBytes KEY =
            SecretBytes.copyOf("a secret of some length".getBytes(StandardCharsets.UTF_8));

    @Test
    void littleNeedsToBeSaid() {
        ShimConfig config = SctpShim.builder()
                .identity("alpha.example")
                .localAddresses("10.1.0.1", "fd00:1::1")
                .peer(Peer.named("beta.example")
                        .preSharedKey(KEY)
                        .addresses("10.1.0.2")
                        .build())
                .config();

        assertThat(config.identity()).isEqualTo(Identification.fqdn("alpha.example"));
        assertThat(config.ikePort()).isEqualTo(500);
        assertThat(config.channels().localAddresses())
                .containsExactly(AddressText.parse("10.1.0.1"), AddressText.parse("fd00:1::1"));
        assertThat(config.dangerousKeyLog()).isEmpty();
        Peer beta = config.peer("beta.example").orElseThrow();
        assertThat(beta.identities()).isEqualTo(new IdentityPattern.Exactly(Identification.fqdn("beta.example")));
        assertThat(beta.policy()).isEqualTo(AddressPolicy.anyListed());
        assertThat(config.peerAt(AddressText.parse("10.1.0.2"))).contains(beta);
        assertThat(config.peerAt(AddressText.parse("10.1.0.3"))).isEmpty();
    }

    @Test
    void algorithmsAreModernUnlessAnotherProfileIsNamed() {
        ShimBuilder builder = SctpShim.builder().identity("alpha.example");

        assertThat(builder.config().profile()).isEqualTo(SecurityProfile.MODERN);
        assertThat(builder.profile(SecurityProfile.THREE_GPP).config().profile())
                .isEqualTo(SecurityProfile.THREE_GPP);
    }

    @Test
    void secretsAreNotPrinted() {
        Peer beta = Peer.named("beta").preSharedKey(KEY).build();
        assertThat(beta.toString()).doesNotContain("a secret").contains("SecretBytes(23 octets)");
    }

    @Test
    void aPeerNeedsAKey() {
        assertThatThrownBy(() -> Peer.named("beta").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("peer beta needs a pre-shared key, or trust anchors for its certificate");
        assertThatThrownBy(() -> Peer.named("beta")
                        .preSharedKey(SecretBytes.copyOf(new byte[0]))
                        .build())
                .hasMessage("the pre-shared key of peer beta is empty");
    }

    @Test
    void aPeersAddressesLieInWhatItIsPermitted() {
        assertThatThrownBy(() -> Peer.named("beta")
                        .preSharedKey(KEY)
                        .permit("10.1.0.0/24")
                        .addresses("10.2.0.2")
                        .build())
                .hasMessage("the address 10.2.0.2 of peer beta is in none of the ranges it is permitted");
        assertThatThrownBy(() -> Peer.named("beta")
                        .preSharedKey(KEY)
                        .addresses("0.0.0.0")
                        .build())
                .hasMessage("peer beta cannot have the address 0.0.0.0");
    }

    @Test
    void twoPeersDifferInNameAndIdentity() {
        Peer beta = Peer.named("beta").preSharedKey(KEY).build();
        Peer second = Peer.named("second")
                .identity(Identification.fqdn("beta"))
                .preSharedKey(KEY)
                .build();
        assertThatThrownBy(() ->
                        SctpShim.builder().identity("a").peer(beta).peer(beta).config())
                .hasMessage("there are two peers named beta");
        assertThatThrownBy(() ->
                        SctpShim.builder().identity("a").peer(beta).peer(second).config())
                .hasMessage("there are two peers with the identity beta");
    }

    @Test
    void aPeerMayStandForManyWithCertificatesOfTheirOwn() {
        Peer.Builder many = Peer.named("ran").matching(IdentityPattern.below("ran.example"), 200);
        assertThatThrownBy(() -> many.preSharedKey(KEY).build())
                .hasMessage(
                        "peer \"ran\", which stands for every peer below ran.example, cannot have one pre-shared key:"
                                + " whoever knew it could pass for every other of them; use certificates, or give each peer an"
                                + " entry and a key of its own");
    }

    @Test
    void oneIdentityInTwoSpellingsIsOne() {
        Peer beta = Peer.named("beta.example").preSharedKey(KEY).build();
        Peer second = Peer.named("other")
                .identity(Identification.fqdn("BETA.example"))
                .preSharedKey(KEY)
                .build();
        assertThatThrownBy(() ->
                        SctpShim.builder().identity("a").peer(beta).peer(second).config())
                .hasMessage("there are two peers with the identity BETA.example");
    }

    @Test
    void aShimNeedsAnIdentityAndExplicitAddresses() {
        assertThatThrownBy(() -> SctpShim.builder().config()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() ->
                        SctpShim.builder().identity("a").localAddresses("::").config())
                .hasMessage("local addresses are explicit, not the wildcard");
        assertThatThrownBy(() -> SctpShim.builder()
                        .identity("a")
                        .localAddresses("localhost")
                        .config())
                .hasMessage("\"localhost\" is not an IP address");
    }

    @Test
    void timesArePositive() {
        assertThatThrownBy(() -> SctpShim.builder()
                        .identity("a")
                        .connectTimeout(Duration.ZERO)
                        .config())
                .hasMessage("connectTimeout is positive, not PT0S");
    }

    @Test
    void theKeyLogHasToBeAskedForByItsDangerousName() {
        assertThat(SctpShim.builder()
                        .identity("a")
                        .dangerouslyLogKeysTo(Path.of("keys.log"))
                        .config()
                        .dangerousKeyLog())
                .contains(Path.of("keys.log"));
    }
}
