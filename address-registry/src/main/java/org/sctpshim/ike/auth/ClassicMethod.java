package org.sctpshim.ike.auth;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.wire.AuthenticationMethod;
import org.sctpshim.ike.wire.Bytes;

/**
 * The signature methods from before RFC 7427. ECDSA signatures are two numbers of fixed length (RFC 4754 section 7). An
 * RSA signature tells its hash in itself, and RFC 7296 section 3.8 leaves it to the signer: we sign with SHA2-256 and
 * take any of SHA-2, never SHA-1.
 */
enum ClassicMethod {
    RSA(1, KeyKind.RSA, "SHA256withRSA", "SHA384withRSA", "SHA512withRSA"),
    ECDSA_256(9, KeyKind.P256, "SHA256withECDSAinP1363Format"),
    ECDSA_384(10, KeyKind.P384, "SHA384withECDSAinP1363Format"),
    ECDSA_521(11, KeyKind.P521, "SHA512withECDSAinP1363Format");

    private final int code;
    private final KeyKind keys;

    @SuppressWarnings("ImmutableEnumChecker") // a list of strings, never changed
    private final List<String> platformNames;

    ClassicMethod(int code, KeyKind keys, String... platformNames) {
        this.code = code;
        this.keys = keys;
        this.platformNames = List.of(platformNames);
    }

    static Optional<ClassicMethod> of(AuthenticationMethod method) {
        return Arrays.stream(values())
                .filter(each -> each.code == method.code())
                .findFirst();
    }

    /** The method for keys of a kind; Ed25519 has none. */
    static Optional<ClassicMethod> of(KeyKind kind) {
        return Arrays.stream(values()).filter(each -> each.keys == kind).findFirst();
    }

    AuthenticationMethod method() {
        return new AuthenticationMethod(code);
    }

    Bytes sign(PrivateKey key, Bytes content) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(platformNames.get(0));
        signature.initSign(key);
        signature.update(content.toArray());
        return Bytes.of(signature.sign());
    }

    boolean verify(PublicKey key, Bytes content, Bytes signed) {
        return KeyKind.of(key) == keys && platformNames.stream().anyMatch(name -> verify(name, key, content, signed));
    }

    private static boolean verify(String name, PublicKey key, Bytes content, Bytes signed) {
        try {
            Signature signature = Signature.getInstance(name);
            signature.initVerify(key);
            signature.update(content.toArray());
            return signature.verify(signed.toArray());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
