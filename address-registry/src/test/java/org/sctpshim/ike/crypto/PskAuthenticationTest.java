package org.sctpshim.ike.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.wire.AuthenticationMethod;
import org.sctpshim.ike.wire.AuthenticationPayload;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.Identification;

class PskAuthenticationTest {
    private static final SecretBytes SECRET = SecretBytes.copyOf("secret".getBytes(UTF_8));
    private static final Bytes MESSAGE = SampleKeys.counting(0, 50);
    private static final Identification ALPHA = Identification.fqdn("alpha.example");

    private final IkeSaKeys keys = SampleKeys.ikeSaKeys();
    private final SignedOctets initiator =
            keys.signedOctets(Role.INITIATOR, MESSAGE, SampleKeys.NONCES.responder(), ALPHA);

    /** The expected codes were computed apart from this code, with another language's HMAC. */
    @Test
    @Requirement({"RFC 7296 2.15-1", "RFC 7296 2.15-2"})
    void both_roles_authenticate_as_the_rfc_says() {
        SignedOctets responder = keys.signedOctets(Role.RESPONDER, MESSAGE, SampleKeys.NONCES.initiator(), ALPHA);

        assertThat(PskAuthentication.authenticate(SECRET, initiator))
                .isEqualTo(new AuthenticationPayload(
                        AuthenticationMethod.SHARED_KEY,
                        Bytes.ofHex("691341f3cec62f2bbfa914d159a07ef7012cf03603bc086f42dff6753fab7a23")));
        assertThat(PskAuthentication.authenticate(SECRET, responder).data())
                .isEqualTo(Bytes.ofHex("42630a5102b1fa596f1f56dab814be199d7b906edfc7b9cdbce92743c7f65c9f"));
    }

    @Test
    void the_right_code_is_verified() {
        assertThat(PskAuthentication.verify(SECRET, initiator, PskAuthentication.authenticate(SECRET, initiator)))
                .isTrue();
    }

    @Test
    @Requirement("RFC 7296 1.2-1")
    void a_code_with_any_bit_flipped_another_length_or_method_is_not() {
        Bytes code = PskAuthentication.authenticate(SECRET, initiator).data();
        for (int bit = 0; bit < 8 * code.length(); bit++) {
            byte[] flipped = code.toArray();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(verifies(AuthenticationMethod.SHARED_KEY, Bytes.of(flipped)))
                    .isFalse();
        }
        assertThat(verifies(AuthenticationMethod.SHARED_KEY, code.slice(0, 31))).isFalse();
        assertThat(verifies(AuthenticationMethod.SHARED_KEY, Bytes.EMPTY)).isFalse();
        assertThat(verifies(AuthenticationMethod.NULL_AUTHENTICATION, code)).isFalse();
    }

    @Test
    @Requirement("RFC 7296 2.15-1")
    void the_code_depends_on_key_role_message_nonce_and_identity() {
        AuthenticationPayload code = PskAuthentication.authenticate(SECRET, initiator);
        Bytes nonce = SampleKeys.NONCES.responder();

        assertThat(PskAuthentication.verify(SecretBytes.copyOf("other".getBytes(UTF_8)), initiator, code))
                .isFalse();
        assertThat(PskAuthentication.verify(SECRET, keys.signedOctets(Role.RESPONDER, MESSAGE, nonce, ALPHA), code))
                .isFalse();
        assertThat(PskAuthentication.verify(
                        SECRET, keys.signedOctets(Role.INITIATOR, MESSAGE.slice(0, 49), nonce, ALPHA), code))
                .isFalse();
        assertThat(PskAuthentication.verify(
                        SECRET, keys.signedOctets(Role.INITIATOR, MESSAGE, SampleKeys.NONCES.initiator(), ALPHA), code))
                .isFalse();
        assertThat(PskAuthentication.verify(
                        SECRET,
                        keys.signedOctets(
                                Role.INITIATOR, MESSAGE, nonce, Identification.keyId(Bytes.utf8("alpha.example"))),
                        code))
                .isFalse();
    }

    private boolean verifies(AuthenticationMethod method, Bytes code) {
        return PskAuthentication.verify(SECRET, initiator, new AuthenticationPayload(method, code));
    }
}
