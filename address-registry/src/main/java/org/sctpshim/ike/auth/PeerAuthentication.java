package org.sctpshim.ike.auth;

/**
 * How a peer must authenticate, and how this host does towards it (RFC 4301 section 4.4.3.2). Each kind takes its own
 * method and no other: a peer that is to show a certificate is never let in by a shared key.
 */
public sealed interface PeerAuthentication permits PresharedKey, CertificateAuthentication, MixedAuthentication {
    /** Makes this host's proof. */
    Proof prove(ProofRequest request);

    /** Judges the peer's proof. */
    Judgement judge(PeerProof proof);

    /** Wipes what is secret of it, once no session can use it any more. */
    void wipe();

    /** How this host proves who it is. */
    default PeerAuthentication own() {
        return this;
    }

    /** How the peer must prove who it is. */
    default PeerAuthentication peers() {
        return this;
    }
}
