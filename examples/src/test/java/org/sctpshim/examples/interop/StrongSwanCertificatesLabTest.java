package org.sctpshim.examples.interop;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.sctpshim.examples.lab.LabHost;
import org.sctpshim.examples.pki.LabPki;

/** Certificates, with strongSwan as the peer. */
@Tag("lab")
class StrongSwanCertificatesLabTest extends CertificateScene {
    @Override
    IkePeer startPeer(LabHost host, LabPki authorities) throws IOException {
        return StrongSwan.start(host, authorities.folder());
    }

    @Override
    Stream<Kind> kinds() {
        return Stream.of(
                kind("rsa", "PSS", "ike:rsa/pss-sha256", "ike:rsa/pss-sha256", "RSA_EMSA_PSS_SHA2_256_SALT_32"),
                kind("rsa", "PKCS1", "ike:rsa-sha256", "ike:rsa-sha256", "RSA_EMSA_PKCS1_SHA2_256"),
                kind("p256", "PSS", "", "", "ECDSA_WITH_SHA256_DER"),
                kind("p384", "PSS", "", "", "ECDSA_WITH_SHA384_DER"),
                kind("ed25519", "PSS", "", "", "ED25519"));
    }

    private static Kind kind(String certificate, String padding, String theirs, String ours, String said) {
        return new Kind(
                "alpha-" + certificate,
                padding,
                PeerCertificate.of("beta-" + certificate).methods(theirs, ours),
                "authentication of 'alpha.example' with " + said + " successful");
    }

    @Override
    PeerCertificate any(String certificate) {
        return PeerCertificate.of(certificate);
    }
}
