package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.crypto.ChildProposal;
import org.sctpshim.ike.crypto.CipherSpec;
import org.sctpshim.ike.crypto.IkeProposal;
import org.sctpshim.ike.crypto.IkeSuite;
import org.sctpshim.ike.crypto.Prf;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.SequenceNumbers;

/** Two hosts and their suites: every algorithm, profiles, preferences, and what an attacker cannot change. */
class SuiteLadderTest {
    private static final List<KeyExchangeMethod> CLASSIC = List.of(
            KeyExchangeMethod.CURVE25519,
            KeyExchangeMethod.ECP_256,
            KeyExchangeMethod.ECP_384,
            KeyExchangeMethod.ECP_521,
            KeyExchangeMethod.MODP_2048,
            KeyExchangeMethod.MODP_3072,
            KeyExchangeMethod.MODP_4096);

    static Stream<SecurityProfile> profilesOfOneSuite() {
        Stream<SecurityProfile> ciphers = CipherSpec.SUPPORTED.stream()
                .map(cipher -> profile(cipher, Prf.HMAC_SHA2_256, KeyExchangeMethod.CURVE25519));
        Stream<SecurityProfile> methods =
                CLASSIC.stream().map(method -> profile(CipherSpec.AES_GCM_16_256, Prf.HMAC_SHA2_256, method));
        Stream<SecurityProfile> prfs = Stream.of(Prf.HMAC_SHA2_384, Prf.HMAC_SHA2_512)
                .map(prf -> profile(CipherSpec.AES_CBC_256_HMAC_SHA2_512, prf, KeyExchangeMethod.ECP_521));
        return Stream.of(ciphers, methods, prfs).flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("profilesOfOneSuite")
    void every_algorithm_protects_every_path(SecurityProfile profile) {
        Ladder ladder =
                new Ladder(HostSetup.alpha().profile(profile), HostSetup.beta().profile(profile));
        ladder.established();
        ladder.agree();

        IkeProposal only = profile.ikeProposals().get(0);
        assertThat(suite(ladder.alpha))
                .isEqualTo(new IkeSuite(
                        only.encryption().get(0),
                        only.prfs().get(0),
                        only.keyExchanges().get(0)));
        assertThat(ladder.alpha.installed.values())
                .allSatisfy(child -> assertThat(child.suite().encryption())
                        .isEqualTo(only.encryption().get(0)));
    }

    @Test
    void hosts_of_different_profiles_meet_where_both_allow_it() {
        Ladder ladder = new Ladder(
                HostSetup.alpha().profile(SecurityProfile.MODERN),
                HostSetup.beta().profile(SecurityProfile.THREE_GPP));
        ladder.established();

        assertThat(suite(ladder.alpha))
                .isEqualTo(new IkeSuite(CipherSpec.AES_GCM_16_256, Prf.HMAC_SHA2_256, KeyExchangeMethod.ECP_256));
    }

    /** The initiator's first three methods are no good; the responder names its own favourite among the rest. */
    @Test
    @Requirement("RFC 7296 1.2")
    void the_responders_favourite_among_many_offered_methods_is_taken_after_one_refusal() {
        Ladder ladder = new Ladder(
                HostSetup.alpha().keyExchanges(CLASSIC.toArray(KeyExchangeMethod[]::new)),
                HostSetup.beta()
                        .keyExchanges(
                                KeyExchangeMethod.MODP_3072, KeyExchangeMethod.ECP_521, KeyExchangeMethod.MODP_4096));
        ladder.alpha.opens();
        // alpha -> beta: KE for Curve25519; beta -> alpha: INVALID_KE_PAYLOAD for MODP_3072
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        // alpha -> beta: KE for MODP_3072
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        ladder.passMillis(100);

        assertThat(suite(ladder.alpha).keyExchange()).isEqualTo(KeyExchangeMethod.MODP_3072);
        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
    }

    private static SecurityProfile profile(CipherSpec cipher, Prf prf, KeyExchangeMethod method) {
        return new SecurityProfile(
                cipher + " " + prf + " " + method,
                List.of(new IkeProposal(List.of(cipher), List.of(prf), List.of(method))),
                List.of(new ChildProposal(List.of(cipher), List.of(SequenceNumbers.ESN), List.of())),
                List.of(method));
    }

    private static IkeSuite suite(TestHost host) {
        return host.keys.get(host.keys.size() - 1).suite();
    }
}
