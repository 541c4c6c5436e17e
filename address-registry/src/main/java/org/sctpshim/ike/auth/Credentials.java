package org.sctpshim.ike.auth;

import java.util.List;

/**
 * What this host can prove itself with towards peers that are to see a certificate.
 *
 * @param certificates this host's own, the preferred first; a peer that names authorities gets one that leads to them
 * @param clock tells the time that certificates must be valid at
 */
public record Credentials(List<CertificateCredential> certificates, WallClock clock) {
    /** No certificate at all: this host uses pre-shared keys only. */
    public static final Credentials NONE = new Credentials(List.of(), WallClock.STOPPED);

    /** Copies the list. */
    public Credentials {
        certificates = List.copyOf(certificates);
    }

    /** Wipes the private keys, as far as their implementations can. */
    public void wipe() {
        certificates.forEach(CertificateCredential::close);
    }
}
