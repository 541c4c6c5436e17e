package org.sctpshim.ike.auth;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sctpshim.ike.wire.Bytes;

/**
 * Looks whether a certificate of a path is revoked: by OCSP responses and CRLs that the peer sent, by configured CRLs,
 * and by what the network has answered. The platform's revocation checker judges each, one certificate at a time with
 * its issuer, which is validated before, as the anchor; so it never goes to the network by itself.
 */
final class RevocationCheck {
    private enum Status {
        GOOD,
        REVOKED,
        UNKNOWN
    }

    private final TrustAnchors anchors;
    private final PresentedCertificates presented;
    private final RevocationAnswers answers;
    private final Instant at;
    private final boolean again;
    private Instant until = Instant.MAX;
    private final Set<RevocationQuery> open = new LinkedHashSet<>();

    private RevocationCheck(
            TrustAnchors anchors,
            PresentedCertificates presented,
            RevocationAnswers answers,
            Instant at,
            boolean again) {
        this.again = again;
        this.anchors = anchors;
        this.presented = presented;
        this.answers = answers;
        this.at = at;
    }

    /**
     * Checks all certificates of a path but its anchor.
     *
     * @param path the peer's certificate first, the anchor last
     * @param again the certificates were found good before, and what the peer sent then is no news
     */
    static Revocation of(
            List<X509Certificate> path,
            TrustAnchors anchors,
            PresentedCertificates presented,
            RevocationAnswers answers,
            Instant at,
            boolean again) {
        if (anchors.revocation() == RevocationPolicy.OFF) {
            return new Revocation.Clear(Instant.MAX);
        }
        return new RevocationCheck(anchors, presented, answers, at, again).check(path);
    }

    private Revocation check(List<X509Certificate> path) {
        Optional<X509Certificate> unknown = Optional.empty();
        for (int i = 0; i < path.size() - 1; i++) {
            X509Certificate certificate = path.get(i);
            Status status = status(certificate, path.get(i + 1));
            if (status == Status.REVOKED) {
                return new Revocation.Refused("certificate " + CertificateFacts.name(certificate) + " is revoked");
            }
            if (status == Status.UNKNOWN) {
                unknown = unknown.or(() -> Optional.of(certificate));
            }
        }
        if (!open.isEmpty()) {
            return new Revocation.Open(open);
        }
        return unknown.isPresent() && anchors.revocation() == RevocationPolicy.REQUIRE
                ? new Revocation.Refused(undetermined(unknown.get()))
                : new Revocation.Clear(until);
    }

    private String undetermined(X509Certificate certificate) {
        return "nobody can tell whether certificate " + CertificateFacts.name(certificate)
                + " is revoked, and \"" + anchors.name() + "\" requires it: "
                + (anchors.online()
                        ? "neither its OCSP responder nor its CRL distribution point gave a valid answer"
                        : "configure a current CRL of its issuer, or let it be asked online");
    }

    private Status status(X509Certificate certificate, X509Certificate issuer) {
        if (!anchors.online()) {
            return offline(certificate, issuer);
        }
        if (again) {
            Status status = online(certificate, issuer);
            boolean asking = status == Status.UNKNOWN && !open.isEmpty();
            return status != Status.UNKNOWN || asking ? status : offline(certificate, issuer);
        }
        if (isKnownToBeRevoked(certificate, issuer)) {
            return Status.REVOKED;
        }
        Status offline = offline(certificate, issuer);
        return offline == Status.UNKNOWN ? online(certificate, issuer) : offline;
    }

    private Status offline(X509Certificate certificate, X509Certificate issuer) {
        Status offline = byOcsp(certificate, issuer, presented.ocspResponses());
        if (offline == Status.UNKNOWN) {
            List<X509CRL> crls = new ArrayList<>(anchors.crls());
            crls.addAll(presented.crls());
            offline = byCrls(certificate, issuer, crls);
        }
        return offline;
    }

    /** What the network has told this host already counts more than a response from before that the peer brought. */
    private boolean isKnownToBeRevoked(X509Certificate certificate, X509Certificate issuer) {
        return RevocationSources.of(certificate, issuer).stream()
                .anyMatch(query -> answers.of(query) instanceof RevocationAnswers.Answer.Came came
                        && status(certificate, issuer, query, came.content()) == Status.REVOKED);
    }

    private Status status(X509Certificate certificate, X509Certificate issuer, RevocationQuery query, Bytes content) {
        return query instanceof RevocationQuery.Ocsp
                ? byOcsp(certificate, issuer, List.of(content))
                : byCrls(
                        certificate,
                        issuer,
                        PresentedCertificates.crl(content).stream().toList());
    }

    private Status online(X509Certificate certificate, X509Certificate issuer) {
        Status status = Status.UNKNOWN;
        for (RevocationQuery query : RevocationSources.of(certificate, issuer)) {
            RevocationAnswers.Answer answer = answers.of(query);
            if (answer instanceof RevocationAnswers.Answer.NotAsked) {
                // One at a time: the next source is asked where this one has failed.
                open.add(query);
                return Status.UNKNOWN;
            }
            if (answer instanceof RevocationAnswers.Answer.Came came) {
                status = status(certificate, issuer, query, came.content());
            }
            if (status != Status.UNKNOWN) {
                return status;
            }
        }
        return status;
    }

    private Status byOcsp(X509Certificate certificate, X509Certificate issuer, List<Bytes> responses) {
        Status status = Status.UNKNOWN;
        for (Bytes response : responses) {
            if (status == Status.UNKNOWN) {
                status = judge(
                        certificate,
                        issuer,
                        checker -> {
                            checker.setOptions(EnumSet.of(PKIXRevocationChecker.Option.NO_FALLBACK));
                            checker.setOcspResponses(Map.of(certificate, response.toArray()));
                        },
                        List.of());
                if (status == Status.GOOD) {
                    goodUntil(RevocationValidity.ofOcsp(response, at));
                }
            }
        }
        return status;
    }

    private void goodUntil(Instant expiry) {
        until = expiry.isBefore(until) ? expiry : until;
    }

    private Status byCrls(X509Certificate certificate, X509Certificate issuer, List<X509CRL> crls) {
        List<X509CRL> byIssuer = crls.stream()
                .filter(crl -> crl.getIssuerX500Principal().equals(certificate.getIssuerX500Principal()))
                .toList();
        if (byIssuer.isEmpty()) {
            return Status.UNKNOWN;
        }
        Status status = judge(
                certificate,
                issuer,
                checker -> checker.setOptions(
                        EnumSet.of(PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK)),
                byIssuer);
        if (status == Status.GOOD) {
            goodUntil(RevocationValidity.ofCrls(byIssuer));
        }
        return status;
    }

    private interface Setting {
        void apply(PKIXRevocationChecker checker);
    }

    private Status judge(X509Certificate certificate, X509Certificate issuer, Setting setting, List<X509CRL> crls) {
        try {
            CertPathValidator validator = CertPathValidator.getInstance("PKIX");
            PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
            setting.apply(checker);
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
            parameters.setDate(Date.from(at));
            parameters.addCertPathChecker(checker);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(crls)));
            validator.validate(PresentedCertificates.factory().generateCertPath(List.of(certificate)), parameters);
            return Status.GOOD;
        } catch (CertPathValidatorException e) {
            return e.getReason() == BasicReason.REVOKED ? Status.REVOKED : Status.UNKNOWN;
        } catch (GeneralSecurityException e) {
            return Status.UNKNOWN;
        }
    }
}
