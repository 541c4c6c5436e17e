package org.sctpshim.ike.crypto;

import java.nio.charset.StandardCharsets;
import org.sctpshim.ike.wire.AuthenticationMethod;
import org.sctpshim.ike.wire.AuthenticationPayload;
import org.sctpshim.ike.wire.Bytes;

/**
 * Authentication with a pre-shared key (RFC 7296 section 2.15): AUTH = prf(prf(key, "Key Pad for IKEv2"), signed
 * octets).
 */
public final class PskAuthentication {
    private static final byte[] KEY_PAD = "Key Pad for IKEv2".getBytes(StandardCharsets.US_ASCII);

    private PskAuthentication() {}

    /**
     * Our AUTH payload.
     *
     * @param key the pre-shared key, at least one octet
     */
    public static AuthenticationPayload authenticate(SecretBytes key, SignedOctets signed) {
        try (SecretBytes code = code(key, signed)) {
            return new AuthenticationPayload(AuthenticationMethod.SHARED_KEY, Bytes.of(code.exposed()));
        }
    }

    /** Whether the peer's AUTH payload is of this method and right; takes the same time whatever is wrong with it. */
    public static boolean verify(SecretBytes key, SignedOctets signed, AuthenticationPayload received) {
        try (SecretBytes expected = code(key, signed);
                SecretBytes actual = SecretBytes.adopt(received.data().toArray())) {
            boolean equal = expected.equals(actual);
            return equal && received.method().equals(AuthenticationMethod.SHARED_KEY);
        }
    }

    private static SecretBytes code(SecretBytes key, SignedOctets signed) {
        try (SecretBytes padded = signed.prf().apply(key, KEY_PAD)) {
            return signed.prf().apply(padded, signed.octets().toArray());
        }
    }
}
