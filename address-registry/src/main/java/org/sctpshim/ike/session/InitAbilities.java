package org.sctpshim.ike.session;

import java.util.ArrayList;
import java.util.List;
import org.sctpshim.ike.crypto.IkeProposal;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;

/**
 * What an end announces in IKE_SA_INIT that it can do: what both have announced may be done.
 *
 * @param fragments it takes fragments (RFC 7383)
 * @param intermediate it takes IKE_INTERMEDIATE exchanges (RFC 9242)
 * @param childless it takes an IKE_AUTH without a Child SA; only a responder says so (RFC 6023)
 * @param ppk it has a postquantum pre-shared key (RFC 8784)
 */
record InitAbilities(boolean fragments, boolean intermediate, boolean childless, boolean ppk) {
    /** What this host announces as the initiator: IKE_INTERMEDIATE only where it may need it. */
    static InitAbilities ofInitiator(SessionParameters parameters, PeerEntry peer) {
        boolean several = parameters.ikeProposals().stream()
                .map(IkeProposal::additionalKeyExchanges)
                .anyMatch(methods -> !methods.isEmpty());
        return new InitAbilities(
                parameters.fragmentation().supported(),
                several,
                false,
                peer.postquantumKey().isPresent());
    }

    /** What this host answers as the responder. */
    static InitAbilities ofResponder(SessionParameters parameters, InitAbilities initiator, boolean hasPpk) {
        return new InitAbilities(
                parameters.fragmentation().supported() && initiator.fragments,
                initiator.intermediate,
                true,
                initiator.ppk && hasPpk);
    }

    static InitAbilities read(IkeMessage message) {
        return new InitAbilities(
                message.has(NotifyType.IKEV2_FRAGMENTATION_SUPPORTED),
                message.has(NotifyType.INTERMEDIATE_EXCHANGE_SUPPORTED),
                message.has(NotifyType.CHILDLESS_IKEV2_SUPPORTED),
                message.has(NotifyType.USE_PPK));
    }

    List<Payload> write() {
        List<Payload> payloads = new ArrayList<>();
        add(payloads, fragments, NotifyType.IKEV2_FRAGMENTATION_SUPPORTED);
        add(payloads, intermediate, NotifyType.INTERMEDIATE_EXCHANGE_SUPPORTED);
        add(payloads, childless, NotifyType.CHILDLESS_IKEV2_SUPPORTED);
        add(payloads, ppk, NotifyType.USE_PPK);
        return payloads;
    }

    private static void add(List<Payload> payloads, boolean able, NotifyType notify) {
        if (able) {
            payloads.add(NotifyPayload.of(notify));
        }
    }
}
