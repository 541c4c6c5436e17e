package org.sctpshim.ike.auth;

import java.time.Duration;
import java.util.List;

/**
 * What this host can prove itself with towards peers that are to see a certificate.
 *
 * @param certificates this host's own, the preferred first; a peer that names authorities gets one that leads to them
 * @param clock tells the time that certificates must be valid at
 * @param warnBefore how long before a certificate expires that is said, whoever's it is
 */
public record Credentials(List<CertificateCredential> certificates, WallClock clock, Duration warnBefore) {
    /** Thirty days, in which every authority can be reached. */
    public static final Duration WARN_BEFORE = Duration.ofDays(30);

    /** No certificate at all: this host uses pre-shared keys only. */
    public static final Credentials NONE = new Credentials(List.of(), WallClock.STOPPED);

    /** Copies the list. */
    public Credentials {
        certificates = List.copyOf(certificates);
        if (warnBefore.isNegative()) {
            throw new IllegalArgumentException("certificates are warned of before they expire, not after");
        }
    }

    /** With warnings in good time. */
    public Credentials(List<CertificateCredential> certificates, WallClock clock) {
        this(certificates, clock, WARN_BEFORE);
    }

    /** Wipes the private keys, as far as their implementations can. */
    public void wipe() {
        certificates.forEach(CertificateCredential::close);
    }
}
