package org.sctpshim.ike.auth;

import java.security.cert.X509CRL;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.sctpshim.ike.wire.Bytes;

/** Until when what a CRL or an OCSP response says is meant to be believed. */
final class RevocationValidity {
    /** For what has no date: there may be newer information at any time (RFC 6960 section 4.2.2.1). */
    private static final Duration UNDATED = Duration.ofHours(1);

    private RevocationValidity() {}

    /** The first nextUpdate of a response that was verified. */
    static Instant ofOcsp(Bytes response, Instant at) {
        Instant until = Instant.MAX;
        try {
            ASN1Sequence all = BasicOCSPResponse.getInstance(OCSPResponse.getInstance(response.toArray())
                            .getResponseBytes()
                            .getResponse()
                            .getOctets())
                    .getTbsResponseData()
                    .getResponses();
            for (int i = 0; i < all.size(); i++) {
                ASN1GeneralizedTime next =
                        SingleResponse.getInstance(all.getObjectAt(i)).getNextUpdate();
                Instant one = next == null ? at.plus(UNDATED) : next.getDate().toInstant();
                until = one.isBefore(until) ? one : until;
            }
            return until;
        } catch (ParseException | IllegalArgumentException | NullPointerException e) {
            return at.plus(UNDATED);
        }
    }

    /** The nextUpdate of the newest of the lists; never for one without. */
    static Instant ofCrls(Collection<X509CRL> crls) {
        return crls.stream()
                .map(crl -> Optional.ofNullable(crl.getNextUpdate())
                        .map(Date::toInstant)
                        .orElse(Instant.MAX))
                .max(Instant::compareTo)
                .orElse(Instant.MAX);
    }
}
