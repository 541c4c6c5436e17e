package org.sctpshim.ike.session;

import java.util.Set;
import org.sctpshim.ike.auth.Judgement;
import org.sctpshim.ike.auth.PeerProof;
import org.sctpshim.ike.auth.PresharedKey;
import org.sctpshim.ike.auth.Proof;
import org.sctpshim.ike.auth.ProofRequest;
import org.sctpshim.ike.auth.RevocationQuery;
import org.sctpshim.ike.auth.VerifierAbilities;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;

/** The step of IKE_AUTH in which both ends prove who they are, alike in both roles (RFC 7296 section 2.15). */
final class Authentication {
    private Authentication() {}

    /**
     * Makes this host's proof.
     *
     * @param authRequest the peer's IKE_AUTH message, where it has come already
     */
    static Proof prove(SessionScope scope, PeerEntry peer, KeyedExchange exchange, IkeMessage... authRequest) {
        Identification own = scope.parameters.identification();
        return peer.authentication()
                .prove(new ProofRequest(
                        exchange.signedBy(exchange.own(), own),
                        scope.parameters.credentials(),
                        () -> VerifierAbilities.read(peersMessages(exchange, authRequest))));
    }

    private static IkeMessage[] peersMessages(KeyedExchange exchange, IkeMessage... authRequest) {
        try {
            IkeMessage first = MessageReader.read(exchange.peersFirstMessage().toArray());
            return authRequest.length == 0 ? new IkeMessage[] {first} : new IkeMessage[] {first, authRequest[0]};
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("what was read once cannot be read again", e);
        }
    }

    /** Judges the peer's proof; what that takes of the network is asked for. */
    static Judgement judge(SessionScope scope, PeerEntry peer, KeyedExchange exchange, IkeMessage message) {
        Role signer = exchange.own().peer();
        Judgement judgement = peer.authentication()
                .judge(new PeerProof(
                        peer.identification(),
                        message,
                        exchange.signedBy(signer, peer.identification()),
                        scope.parameters.credentials().clock().at(scope.nowNs()),
                        scope.host.revocation()));
        if (judgement instanceof Judgement.Undecided undecided) {
            Set<RevocationQuery> queries = undecided.queries();
            scope.host.askRevocation(queries);
        }
        boolean either = exchange.mixesPpk()
                && judgement instanceof Judgement.NotAuthentic refused
                && refused.reason().equals(PresharedKey.KEYS_DIFFER);
        return either
                ? new Judgement.NotAuthentic(PresharedKey.KEYS_DIFFER + ", or the postquantum pre-shared keys do")
                : judgement;
    }
}
