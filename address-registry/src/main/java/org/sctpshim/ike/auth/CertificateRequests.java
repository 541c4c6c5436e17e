package org.sctpshim.ike.auth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.CertificateEncoding;
import org.sctpshim.ike.wire.CertificateRequestPayload;
import org.sctpshim.ike.wire.Payload;

/**
 * What this host asks of peers before they authenticate: the authorities that it trusts (RFC 7296 section 3.7), and which
 * hash algorithms it can verify (RFC 7427 section 4). Nothing where no peer is to show a certificate.
 */
public final class CertificateRequests {
    /** Authorities that a responder, which does not know yet who is coming, names at most. */
    private static final int MOST_AUTHORITIES = 100;

    private static final CertificateRequests NONE = new CertificateRequests(List.of(), false);

    private final List<Bytes> authorities;
    private final boolean certificates;

    private CertificateRequests(List<Bytes> authorities, boolean certificates) {
        this.authorities = authorities;
        this.certificates = certificates;
    }

    /** For whoever comes: the authorities of all entries, each once. */
    public static CertificateRequests of(Collection<PeerAuthentication> entries) {
        Set<Bytes> hashes = new LinkedHashSet<>();
        boolean any = false;
        for (PeerAuthentication entry : entries) {
            if (entry.peers() instanceof CertificateAuthentication byCertificate) {
                any = true;
                hashes.addAll(byCertificate.anchors().keyHashes());
            }
        }
        return any
                ? new CertificateRequests(
                        hashes.stream().limit(MOST_AUTHORITIES).toList(), true)
                : NONE;
    }

    /** For one peer. */
    public static CertificateRequests of(PeerAuthentication entry) {
        return of(List.of(entry));
    }

    /** SIGNATURE_HASH_ALGORITHMS, for IKE_SA_INIT. */
    public List<Payload> hashAlgorithms() {
        return certificates ? List.of(SignatureHash.announce()) : List.of();
    }

    /** CERTREQ, for a responder's IKE_SA_INIT and an initiator's IKE_AUTH. */
    public List<Payload> authorities() {
        List<Payload> payloads = new ArrayList<>();
        if (certificates) {
            Bytes hashes = Bytes.concat(authorities.toArray(Bytes[]::new));
            payloads.add(new CertificateRequestPayload(CertificateEncoding.X509_SIGNATURE, hashes));
        }
        return payloads;
    }
}
