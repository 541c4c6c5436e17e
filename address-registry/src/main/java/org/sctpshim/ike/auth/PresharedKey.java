package org.sctpshim.ike.auth;

import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.crypto.PskAuthentication;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.wire.AuthenticationMethod;
import org.sctpshim.ike.wire.AuthenticationPayload;

/**
 * A key that both ends share (RFC 7296 section 2.15).
 *
 * @param key the key, wiped by {@link #wipe}
 */
public record PresharedKey(SecretBytes key) implements PeerAuthentication {
    /** What is wrong where the AUTH payload is. */
    public static final String KEYS_DIFFER = "the pre-shared keys differ";

    @Override
    public Proof prove(ProofRequest request) {
        return new Proof.Given(List.of(PskAuthentication.authenticate(key, request.signed())));
    }

    @Override
    public Judgement judge(PeerProof proof) {
        Optional<AuthenticationPayload> authentication = proof.authentication();
        if (authentication.isEmpty()) {
            return Judgement.withoutAuthentication();
        }
        // Verified in any case, so that the time does not tell what is wrong.
        boolean right = PskAuthentication.verify(key, proof.signed(), authentication.get());
        if (right) {
            return Judgement.Authentic.BY_KEY;
        }
        AuthenticationMethod method = authentication.get().method();
        return new Judgement.NotAuthentic(
                method.equals(AuthenticationMethod.SHARED_KEY)
                        ? KEYS_DIFFER
                        : "it authenticates by " + method + ", and is configured to use a pre-shared key");
    }

    @Override
    public void wipe() {
        key.close();
    }
}
