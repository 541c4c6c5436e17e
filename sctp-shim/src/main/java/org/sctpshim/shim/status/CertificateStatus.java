package org.sctpshim.shim.status;

import java.time.Duration;
import java.time.Instant;

/**
 * A certificate and those that it rests on.
 *
 * @param subject its subject
 * @param expires when the first of them expires
 * @param left how long that was away when the status was taken; negative once it has expired
 */
public record CertificateStatus(String subject, Instant expires, Duration left) {
    /** With what is left at a time. */
    public static CertificateStatus at(Instant now, String subject, Instant expires) {
        return new CertificateStatus(subject, expires, Duration.between(now, expires));
    }
}
