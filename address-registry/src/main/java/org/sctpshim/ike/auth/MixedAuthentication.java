package org.sctpshim.ike.auth;

/**
 * Two ends that prove who they are in different ways, as where a node has a shared key and the gateway that it goes to a
 * certificate (RFC 7296 sections 2.15 and 4).
 *
 * @param own how this host proves who it is
 * @param peers how the peer must
 */
public record MixedAuthentication(PeerAuthentication own, PeerAuthentication peers) implements PeerAuthentication {
    @Override
    public Proof prove(ProofRequest request) {
        return own.prove(request);
    }

    @Override
    public Judgement judge(PeerProof proof) {
        return peers.judge(proof);
    }

    @Override
    public void wipe() {
        own.wipe();
        peers.wipe();
    }
}
