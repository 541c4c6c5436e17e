package org.sctpshim.ike.auth;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.wire.Bytes;

/**
 * A digital signature algorithm with all its parameters, as an AlgorithmIdentifier in DER names it (RFC 7427 appendix A,
 * RFC 8420). None of ours uses SHA-1.
 *
 * <p>Where a signature needs randomness it is the platform's own: the same key may live in a module of hardware that
 * takes none from outside.
 */
final class SignatureScheme {
    private static final String PSS = "RSASSA-PSS";

    static final SignatureScheme RSA_PSS_SHA2_256 = pss(SignatureHash.SHA2_256);
    static final SignatureScheme RSA_PSS_SHA2_384 = pss(SignatureHash.SHA2_384);
    static final SignatureScheme RSA_PSS_SHA2_512 = pss(SignatureHash.SHA2_512);
    static final SignatureScheme RSA_SHA2_256 =
            fixed(SignatureHash.SHA2_256, "SHA256withRSA", "300d06092a864886f70d01010b0500");
    static final SignatureScheme RSA_SHA2_384 =
            fixed(SignatureHash.SHA2_384, "SHA384withRSA", "300d06092a864886f70d01010c0500");
    static final SignatureScheme RSA_SHA2_512 =
            fixed(SignatureHash.SHA2_512, "SHA512withRSA", "300d06092a864886f70d01010d0500");
    static final SignatureScheme ECDSA_SHA2_256 =
            fixed(SignatureHash.SHA2_256, "SHA256withECDSA", "300a06082a8648ce3d040302");
    static final SignatureScheme ECDSA_SHA2_384 =
            fixed(SignatureHash.SHA2_384, "SHA384withECDSA", "300a06082a8648ce3d040303");
    static final SignatureScheme ECDSA_SHA2_512 =
            fixed(SignatureHash.SHA2_512, "SHA512withECDSA", "300a06082a8648ce3d040304");
    static final SignatureScheme ED25519 = fixed(SignatureHash.IDENTITY, "Ed25519", "300506032b6570");

    private static final List<SignatureScheme> FIXED =
            List.of(RSA_SHA2_256, RSA_SHA2_384, RSA_SHA2_512, ECDSA_SHA2_256, ECDSA_SHA2_384, ECDSA_SHA2_512, ED25519);

    private final SignatureHash hash;
    private final String platformName;
    private final @Nullable AlgorithmParameterSpec parameters;
    private final Bytes identifier;

    private SignatureScheme(
            SignatureHash hash, String platformName, @Nullable AlgorithmParameterSpec parameters, Bytes identifier) {
        this.hash = hash;
        this.platformName = platformName;
        this.parameters = parameters;
        this.identifier = identifier;
    }

    private static SignatureScheme fixed(SignatureHash hash, String platformName, String identifier) {
        return new SignatureScheme(hash, platformName, null, Bytes.ofHex(identifier));
    }

    /** RSASSA-PSS with one hash throughout and a salt of its length (RFC 7427 appendix A.4.3). */
    private static SignatureScheme pss(SignatureHash hash) {
        String algorithm = "300d060960864801650304020%d0500".formatted(hash.arc());
        String identifier = "304106092a864886f70d01010a3034a00f" + algorithm + "a11c301a06092a864886f70d010108"
                + algorithm + "a2030201%02x".formatted(hash.octets());
        return new SignatureScheme(hash, PSS, pssParameters(hash, hash.octets()), Bytes.ofHex(identifier));
    }

    private static PSSParameterSpec pssParameters(SignatureHash hash, int saltOctets) {
        return new PSSParameterSpec(
                hash.platformName(),
                "MGF1",
                new MGF1ParameterSpec(hash.platformName()),
                saltOctets,
                PSSParameterSpec.TRAILER_FIELD_BC);
    }

    /** The scheme that an AlgorithmIdentifier names, if it is one of ours. */
    static Optional<SignatureScheme> of(Bytes identifier) {
        for (SignatureScheme scheme : FIXED) {
            if (scheme.identifier.equals(identifier)) {
                return Optional.of(scheme);
            }
        }
        return pss(identifier);
    }

    /** RSASSA-PSS has its parameters written in more than one way. Left out, they stand for SHA-1, which is not ours. */
    private static Optional<SignatureScheme> pss(Bytes identifier) {
        try {
            AlgorithmIdentifier algorithm =
                    AlgorithmIdentifier.getInstance(ASN1Primitive.fromByteArray(identifier.toArray()));
            if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)
                    || algorithm.getParameters() == null) {
                return Optional.empty();
            }
            AlgorithmParameters encoded = AlgorithmParameters.getInstance(PSS);
            encoded.init(algorithm.getParameters().toASN1Primitive().getEncoded());
            return pss(identifier, encoded.getParameterSpec(PSSParameterSpec.class));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
            return Optional.empty();
        }
    }

    private static Optional<SignatureScheme> pss(Bytes identifier, PSSParameterSpec named) {
        for (SignatureScheme ours : List.of(RSA_PSS_SHA2_256, RSA_PSS_SHA2_384, RSA_PSS_SHA2_512)) {
            SignatureHash hash = ours.hash;
            boolean oneHash = named.getDigestAlgorithm().equals(hash.platformName())
                    && named.getMGFParameters() instanceof MGF1ParameterSpec mask
                    && mask.getDigestAlgorithm().equals(hash.platformName());
            // A salt shorter than the hash is weaker than what we sign with, and a longer one is of no use.
            if (oneHash && named.getSaltLength() == hash.octets() && named.getTrailerField() == 1) {
                return Optional.of(
                        new SignatureScheme(hash, PSS, pssParameters(hash, named.getSaltLength()), identifier));
            }
        }
        return Optional.empty();
    }

    /** What can be signed with a key of that kind, best first. */
    static List<SignatureScheme> of(PublicKey key, RsaPadding padding) {
        return switch (KeyKind.of(key)) {
            case RSA ->
                padding == RsaPadding.PSS
                        ? List.of(RSA_PSS_SHA2_256, RSA_PSS_SHA2_384, RSA_PSS_SHA2_512)
                        : List.of(RSA_SHA2_256, RSA_SHA2_384, RSA_SHA2_512);
            case P256 -> List.of(ECDSA_SHA2_256, ECDSA_SHA2_384, ECDSA_SHA2_512);
            case P384 -> List.of(ECDSA_SHA2_384, ECDSA_SHA2_512, ECDSA_SHA2_256);
            case P521 -> List.of(ECDSA_SHA2_512, ECDSA_SHA2_384, ECDSA_SHA2_256);
            case ED25519 -> List.of(ED25519);
            case OTHER -> new ArrayList<>();
        };
    }

    SignatureHash hash() {
        return hash;
    }

    Bytes identifier() {
        return identifier;
    }

    Bytes sign(PrivateKey key, Bytes content) throws GeneralSecurityException {
        Signature signature = signature();
        signature.initSign(key);
        signature.update(content.toArray());
        return Bytes.of(signature.sign());
    }

    /** False also where key and scheme do not fit. */
    boolean verify(PublicKey key, Bytes content, Bytes signed) {
        try {
            Signature signature = signature();
            signature.initVerify(key);
            signature.update(content.toArray());
            return signature.verify(signed.toArray());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private Signature signature() throws GeneralSecurityException {
        Signature signature = Signature.getInstance(platformName);
        if (parameters != null) {
            signature.setParameter(parameters);
        }
        return signature;
    }

    @Override
    public String toString() {
        return platformName + (parameters == null ? "" : " with " + hash.platformName());
    }
}
