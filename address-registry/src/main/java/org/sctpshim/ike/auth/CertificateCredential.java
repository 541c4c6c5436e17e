package org.sctpshim.ike.auth;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.security.auth.DestroyFailedException;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.CertificateEncoding;
import org.sctpshim.ike.wire.CertificatePayload;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.ike.wire.Payload;

/**
 * A private key of this host with its certificate and those that lead from it towards an authority. May be used by
 * several threads; {@link #close} is for when nobody does any more.
 */
public final class CertificateCredential implements AutoCloseable {
    /** Certificates that are sent at most: what MessageKind lets a peer take, with room for a CRL. */
    private static final int MAX_SENT = 6;

    private static final Bytes PROBE = Bytes.utf8("does the key fit the certificate?");

    /** The key is one for all that sign with it in one way or another, and gone for all at once. */
    private static final class KeyHolder {
        private volatile @Nullable PrivateKey key;

        KeyHolder(PrivateKey key) {
            this.key = key;
        }

        PrivateKey key() {
            PrivateKey held = key;
            if (held == null) {
                throw new IllegalStateException("the private key is wiped");
            }
            return held;
        }

        void wipe() {
            PrivateKey held = key;
            key = null;
            try {
                if (held != null) {
                    held.destroy();
                }
            } catch (DestroyFailedException e) {
                // The platform's own keys say so of themselves: all that can be done for them is to let go of them.
            }
        }
    }

    private final KeyHolder key;
    private final List<X509Certificate> chain;
    private final RsaPadding padding;
    private final List<Payload> payloads;

    private CertificateCredential(
            KeyHolder key, List<X509Certificate> chain, RsaPadding padding, List<Payload> payloads) {
        this.key = key;
        this.chain = chain;
        this.padding = padding;
        this.payloads = payloads;
    }

    /**
     * Checks that the parts fit.
     *
     * @param key the private key, which may live in a module of hardware
     * @param certificates in any order; the one that fits the key is this host's, and what does not lead on from it is
     *     left out
     * @throws IllegalArgumentException if no certificate fits the key, or it is too weak; the message says why
     */
    public static CertificateCredential of(PrivateKey key, List<X509Certificate> certificates) {
        X509Certificate own = certificates.stream()
                .filter(certificate -> fits(key, certificate))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the private key fits none of the "
                        + certificates.size() + " certificates: take the key that the certificate was issued for"));
        Optional<String> fault = CertificateFacts.weakness(own).or(() -> CertificateFacts.misuse(own, true));
        if (fault.isPresent()) {
            throw new IllegalArgumentException(
                    "this host's certificate " + CertificateFacts.name(own) + " " + fault.get());
        }
        List<X509Certificate> chain = chain(own, certificates);
        return new CertificateCredential(new KeyHolder(key), chain, RsaPadding.PSS, payloads(chain));
    }

    private static boolean fits(PrivateKey key, X509Certificate certificate) {
        List<SignatureScheme> schemes = SignatureScheme.of(certificate.getPublicKey(), RsaPadding.PKCS1);
        try {
            return !schemes.isEmpty()
                    && schemes.get(0)
                            .verify(
                                    certificate.getPublicKey(),
                                    PROBE,
                                    schemes.get(0).sign(key, PROBE));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static List<X509Certificate> chain(X509Certificate own, List<X509Certificate> certificates) {
        List<X509Certificate> chain = new ArrayList<>(List.of(own));
        Optional<X509Certificate> next = issuer(own, certificates);
        while (next.isPresent() && !chain.contains(next.get()) && chain.size() < MAX_SENT) {
            chain.add(next.get());
            next = issuer(next.get(), certificates);
        }
        return List.copyOf(chain);
    }

    private static Optional<X509Certificate> issuer(X509Certificate certificate, List<X509Certificate> candidates) {
        return candidates.stream()
                .filter(each -> each.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                .findFirst();
    }

    /** CERT payloads, this host's own certificate first; a root goes without saying (RFC 7296 section 3.6). */
    private static List<Payload> payloads(List<X509Certificate> chain) {
        List<Payload> payloads = new ArrayList<>();
        try {
            for (X509Certificate certificate : chain) {
                boolean root = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
                if (payloads.isEmpty() || !root) {
                    payloads.add(new CertificatePayload(
                            CertificateEncoding.X509_SIGNATURE, Bytes.of(certificate.getEncoded())));
                }
            }
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate cannot be encoded", e);
        }
        return List.copyOf(payloads);
    }

    /** The same, signing with PKCS#1 v1.5 where its key is RSA, for peers that cannot do PSS. */
    public CertificateCredential signingWith(RsaPadding other) {
        return new CertificateCredential(key, chain, other, payloads);
    }

    /** This host's certificate. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** The subject of this host's certificate, as text. */
    public String subject() {
        return Names.printable(certificate().getSubjectX500Principal());
    }

    /** When the first certificate of the chain expires. */
    public Instant expires() {
        return CertificateFacts.expiry(chain);
    }

    /** Whether the certificate holds the identity, as its subject or one of its alternative names. */
    public boolean holds(Identification identification) {
        return CertificateIdentity.holds(certificate(), identification);
    }

    List<Payload> payloads() {
        return payloads;
    }

    Optional<DigitalSignature.Choice> choose(VerifierAbilities verifier) {
        return DigitalSignature.choose(certificate().getPublicKey(), padding, verifier);
    }

    Payload sign(DigitalSignature.Choice choice, Bytes content) throws GeneralSecurityException {
        return DigitalSignature.sign(key.key(), choice, content);
    }

    /** Whether the chain leads to one of the authorities that a peer asks for. */
    boolean leadsTo(Collection<Bytes> requested, TrustAnchors known) {
        X509Certificate last = chain.get(chain.size() - 1);
        return chain.stream()
                        .skip(1)
                        .anyMatch(each -> requested.contains(CertificateFacts.keyHash(each.getPublicKey())))
                || known.issuedUnder(last.getIssuerX500Principal(), requested);
    }

    /**
     * Lets go of the private key, and wipes it where its implementation can; the platform's own mostly cannot. Nothing can
     * be signed any more, by whatever was made of this either.
     */
    @Override
    public void close() {
        key.wipe();
    }

    @Override
    public String toString() {
        return "CertificateCredential(" + CertificateFacts.name(certificate()) + ")";
    }
}
