package org.sctpshim.ike.auth;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a way from a peer's certificate to a trust anchor and has the platform's PKIX validator judge it (RFC 5280
 * section 6). The ways are enumerated here, within limits, so that an operator is told what is wrong with the best one.
 * Revocation is another matter, {@link RevocationCheck}.
 */
final class PathSearch {
    /** More than one way exists only with cross-certificates; a stranger gets no more tries than this. */
    private static final int MOST_PATHS = 8;

    private final TrustAnchors anchors;
    private final List<X509Certificate> candidates;
    private final Instant at;
    private final List<List<X509Certificate>> paths = new ArrayList<>();
    private boolean tooLong;
    private X509Certificate last;

    private PathSearch(TrustAnchors anchors, X509Certificate own, List<X509Certificate> others, Instant at) {
        this.anchors = anchors;
        this.candidates = new ArrayList<>(others);
        this.candidates.addAll(anchors.intermediates());
        this.at = at;
        this.last = own;
    }

    static TrustPath find(TrustAnchors anchors, X509Certificate own, List<X509Certificate> others, Instant at) {
        if (anchors.authorities().contains(own)) {
            return dates(own, at)
                    .<TrustPath>map(TrustPath.Missing::new)
                    .orElseGet(() -> new TrustPath.Found(List.of(own)));
        }
        PathSearch search = new PathSearch(anchors, own, others, at);
        search.extend(List.of(own));
        return search.judge();
    }

    private void extend(List<X509Certificate> path) {
        X509Certificate top = path.get(path.size() - 1);
        last = top;
        for (X509Certificate anchor : issuersAmong(anchors.authorities(), top)) {
            add(path, anchor);
        }
        if (path.size() == anchors.maxPath()) {
            tooLong |= !issuersAmong(candidates, top).isEmpty();
            return;
        }
        for (X509Certificate issuer : issuersAmong(candidates, top)) {
            if (!path.contains(issuer) && paths.size() < MOST_PATHS) {
                List<X509Certificate> longer = new ArrayList<>(path);
                longer.add(issuer);
                extend(longer);
            }
        }
    }

    private void add(List<X509Certificate> path, X509Certificate anchor) {
        if (paths.size() < MOST_PATHS) {
            List<X509Certificate> whole = new ArrayList<>(path);
            whole.add(anchor);
            paths.add(whole);
        }
    }

    private static List<X509Certificate> issuersAmong(List<X509Certificate> all, X509Certificate certificate) {
        return all.stream()
                .filter(each -> each.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                .toList();
    }

    private TrustPath judge() {
        Optional<String> first = Optional.empty();
        for (List<X509Certificate> path : paths) {
            Optional<String> fault = fault(path);
            if (fault.isEmpty()) {
                return new TrustPath.Found(path);
            }
            first = first.or(() -> fault);
        }
        return new TrustPath.Missing(first.orElseGet(this::whyNone));
    }

    private String whyNone() {
        if (tooLong) {
            return "its certificate chain is longer than the " + anchors.maxPath() + " that are accepted";
        }
        return "nothing leads from its certificate to a trusted authority: " + CertificateFacts.name(last)
                + " was issued by \"" + Names.printable(last.getIssuerX500Principal())
                + "\", which is none of the authorities of \"" + anchors.name()
                + "\" and no certificate for it was sent";
    }

    private Optional<String> fault(List<X509Certificate> path) {
        for (X509Certificate certificate : path) {
            Optional<String> fault = dates(certificate, at);
            if (fault.isPresent()) {
                return fault;
            }
        }
        for (X509Certificate certificate : path.subList(0, path.size() - 1)) {
            Optional<String> weakness = CertificateFacts.weakness(certificate);
            if (weakness.isPresent()) {
                return Optional.of("certificate " + CertificateFacts.name(certificate) + " " + weakness.get());
            }
        }
        return validate(path);
    }

    private static Optional<String> dates(X509Certificate certificate, Instant at) {
        try {
            certificate.checkValidity(Date.from(at));
            return Optional.empty();
        } catch (CertificateExpiredException e) {
            return Optional.of("certificate " + CertificateFacts.name(certificate) + " expired on "
                    + certificate.getNotAfter().toInstant() + " (it is " + at + "): have it renewed");
        } catch (CertificateException e) {
            return Optional.of("certificate " + CertificateFacts.name(certificate) + " is not valid before "
                    + certificate.getNotBefore().toInstant() + " (it is " + at + "): is the clock right?");
        }
    }

    private Optional<String> validate(List<X509Certificate> path) {
        List<X509Certificate> belowAnchor = path.subList(0, path.size() - 1);
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(path.get(path.size() - 1), null)));
            parameters.setDate(Date.from(at));
            parameters.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX")
                    .validate(PresentedCertificates.factory().generateCertPath(belowAnchor), parameters);
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            X509Certificate culprit = belowAnchor.get(Math.max(0, e.getIndex()));
            return Optional.of("certificate " + CertificateFacts.name(culprit) + " is refused: " + e.getMessage());
        } catch (GeneralSecurityException e) {
            return Optional.of("its certificates cannot be validated: " + e.getMessage());
        }
    }
}
