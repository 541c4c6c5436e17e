package org.sctpshim.examples.interop;

/**
 * How a peer's IKE daemon authenticates by certificates, in neutral words.
 *
 * @param certificate its own, a name of the lab's public key infrastructure
 * @param identity what it calls itself
 * @param ours what it expects the shim to call itself
 * @param authority the root that the shim's certificate must lead to
 * @param signs how it signs, in the daemon's own words; empty for whatever it likes
 * @param expects how the shim must sign, in the daemon's own words; empty for whatever the shim likes
 */
record PeerCertificate(
        String certificate, String identity, String ours, String authority, String signs, String expects) {
    static PeerCertificate of(String certificate) {
        return new PeerCertificate(certificate, "beta.example", "alpha.example", "root", "", "");
    }

    PeerCertificate identities(String own, String other) {
        return new PeerCertificate(certificate, own, other, authority, signs, expects);
    }

    PeerCertificate authority(String root) {
        return new PeerCertificate(certificate, identity, ours, root, signs, expects);
    }

    PeerCertificate methods(String own, String other) {
        return new PeerCertificate(certificate, identity, ours, authority, own, other);
    }
}
