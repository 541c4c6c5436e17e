package org.sctpshim.ike.auth;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.wire.AuthenticationPayload;
import org.sctpshim.ike.wire.Payload;

/**
 * Signatures with X.509 certificates on both ends (RFC 7296 section 2.15, RFC 7427).
 *
 * @param anchors whose certificates the peer may show
 * @param identityInCertificate whether what the peer calls itself must be its certificate's subject or one of its
 *     alternative names (RFC 4301 section 4.4.3.2)
 */
public record CertificateAuthentication(TrustAnchors anchors, boolean identityInCertificate)
        implements PeerAuthentication {
    /** Certificates of these authorities, which must hold the peer's identity. */
    public CertificateAuthentication(TrustAnchors anchors) {
        this(anchors, true);
    }

    @Override
    public Proof prove(ProofRequest request) {
        VerifierAbilities verifier = request.verifier().get();
        List<CertificateCredential> inOrder =
                new ArrayList<>(request.credentials().certificates());
        // A stable sort: those that lead to what the peer asks for come first, else the order is ours.
        inOrder.sort(Comparator.comparing(each -> !each.leadsTo(verifier.authorities(), anchors)));
        for (CertificateCredential credential : inOrder) {
            Optional<DigitalSignature.Choice> choice = credential.choose(verifier);
            if (choice.isPresent()) {
                return sign(credential, choice.get(), request);
            }
        }
        return new Proof.Impossible(
                inOrder.isEmpty()
                        ? "it has no certificate of its own: give it credentials, or use a pre-shared key with this peer"
                        : "the peer can verify no signature by the keys of " + inOrder);
    }

    private static Proof sign(CertificateCredential credential, DigitalSignature.Choice choice, ProofRequest request) {
        try {
            List<Payload> payloads = new ArrayList<>(credential.payloads());
            payloads.add(credential.sign(choice, request.signed().octets()));
            return new Proof.Given(payloads);
        } catch (GeneralSecurityException | IllegalStateException e) {
            return new Proof.Impossible("the key of " + credential + " does not sign: " + e.getMessage());
        }
    }

    @Override
    public Judgement judge(PeerProof proof) {
        Optional<AuthenticationPayload> authentication = proof.authentication();
        if (authentication.isEmpty()) {
            return Judgement.withoutAuthentication();
        }
        if (!DigitalSignature.isSignature(authentication.get().method())) {
            return new Judgement.NotAuthentic("it authenticates by "
                    + authentication.get().method() + ", and is configured to show a certificate");
        }
        PresentedCertificates presented = PresentedCertificates.read(proof.message());
        Optional<X509Certificate> own = presented.own();
        if (own.isEmpty()) {
            return new Judgement.NotAuthentic(
                    "it sent no certificate that can be read: have it send its own, as an X.509 certificate");
        }
        Optional<String> fault = fault(own.get(), proof, authentication.get());
        return fault.isPresent() ? new Judgement.NotAuthentic(fault.get()) : trust(own.get(), presented, proof);
    }

    @Override
    public void wipe() {
        // What anchors trust in is public.
    }

    /** What is wrong with the certificate itself or the signature by its key. */
    private Optional<String> fault(X509Certificate own, PeerProof proof, AuthenticationPayload authentication) {
        Optional<String> unfit =
                CertificateFacts.weakness(own).or(() -> CertificateFacts.misuse(own, anchors.ignoreExtendedKeyUsage()));
        if (unfit.isPresent()) {
            return Optional.of("its certificate " + CertificateFacts.name(own) + " " + unfit.get());
        }
        if (identityInCertificate && !CertificateIdentity.holds(own, proof.claimed())) {
            return Optional.of("its certificate " + CertificateFacts.name(own) + " is not for " + proof.claimed()
                    + ": neither its subject nor its alternative names hold that");
        }
        boolean signed = DigitalSignature.verify(
                own.getPublicKey(), authentication, proof.signed().octets());
        return signed
                ? Optional.empty()
                : Optional.of("its signature is wrong, or of an algorithm that is not accepted ("
                        + authentication.method() + " with the key of " + CertificateFacts.name(own) + ")");
    }

    private Judgement trust(X509Certificate own, PresentedCertificates presented, PeerProof proof) {
        TrustPath path = PathSearch.find(anchors, own, presented.others(), proof.at());
        if (path instanceof TrustPath.Missing missing) {
            return new Judgement.NotAuthentic(missing.reason());
        }
        List<X509Certificate> certificates = ((TrustPath.Found) path).certificates();
        return new CertificateStanding(certificates, anchors, presented).judge(proof.revocation(), proof.at());
    }
}
