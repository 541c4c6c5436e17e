package org.sctpshim.ike.auth;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sctpshim.ike.wire.AuthenticationMethod;
import org.sctpshim.ike.wire.AuthenticationPayload;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.OctetWriter;

/**
 * AUTH by signatures: method 14, whose data begin with the algorithm (RFC 7427 section 3), and the older methods that
 * stand for one algorithm each, 1 for RSA (RFC 7296 section 3.8) and 9 to 11 for ECDSA (RFC 4754). Peers that announced
 * hash algorithms get the former, others the latter.
 *
 * <pre>
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * | ASN.1 Length  | AlgorithmIdentifier ASN.1 object              |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * ~                         Signature Value                       ~
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
final class DigitalSignature {
    private DigitalSignature() {}

    /** A way to sign that the peer can verify. */
    sealed interface Choice {
        /** As the scheme names itself. */
        record Named(SignatureScheme scheme) implements Choice {}

        /** By a method that stands for one scheme. */
        record Classic(ClassicMethod method) implements Choice {}
    }

    /** How a key can sign for a peer of these abilities; empty where it cannot. */
    static Optional<Choice> choose(PublicKey key, RsaPadding padding, VerifierAbilities verifier) {
        if (verifier.hashes().isEmpty()) {
            return ClassicMethod.of(KeyKind.of(key)).map(Choice.Classic::new);
        }
        Set<SignatureHash> hashes = verifier.hashes().get();
        List<SignatureScheme> possible = SignatureScheme.of(key, padding);
        return possible.stream()
                .filter(scheme -> hashes.contains(scheme.hash()))
                .findFirst()
                .map(Choice.Named::new);
    }

    static AuthenticationPayload sign(PrivateKey key, Choice choice, Bytes content) throws GeneralSecurityException {
        if (choice instanceof Choice.Classic classic) {
            return new AuthenticationPayload(
                    classic.method().method(), classic.method().sign(key, content));
        }
        SignatureScheme scheme = ((Choice.Named) choice).scheme();
        Bytes data = new OctetWriter()
                .u8(scheme.identifier().length())
                .bytes(scheme.identifier())
                .bytes(scheme.sign(key, content))
                .toBytes();
        return new AuthenticationPayload(AuthenticationMethod.DIGITAL_SIGNATURE, data);
    }

    /** Whether an AUTH payload holds a right signature over the content. */
    static boolean verify(PublicKey key, AuthenticationPayload received, Bytes content) {
        if (!received.method().equals(AuthenticationMethod.DIGITAL_SIGNATURE)) {
            return ClassicMethod.of(received.method())
                    .map(classic -> classic.verify(key, content, received.data()))
                    .orElse(false);
        }
        Bytes data = received.data();
        if (data.isEmpty() || data.length() <= 1 + data.at(0)) {
            return false;
        }
        int end = 1 + data.at(0);
        return SignatureScheme.of(data.slice(1, end))
                .map(scheme -> scheme.verify(key, content, data.slice(end, data.length())))
                .orElse(false);
    }

    /** Whether a method is a signature that we know. */
    static boolean isSignature(AuthenticationMethod method) {
        return method.equals(AuthenticationMethod.DIGITAL_SIGNATURE)
                || ClassicMethod.of(method).isPresent();
    }
}
