package org.sctpshim.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.crypto.Nonces;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.NoncePayload;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.PayloadType;
import org.sctpshim.ike.wire.ProtocolId;
import org.sctpshim.registry.SpiPair;

/**
 * Answers CREATE_CHILD_SA requests: for a further Child SA, for one that takes the place of another, and for an IKE SA
 * that takes the place of this one (RFC 7296 sections 1.3.1 to 1.3.3), and refuses what cannot be done just now (section
 * 2.25).
 */
public final class CreateChildHandler implements RequestHandler {
    /** Keeps nothing of its own. */
    public CreateChildHandler() {}

    @Override
    public List<Payload> answer(ExchangeContext context, IkeMessage request, Arrival arrival) {
        Optional<NoncePayload> peerNonce = request.first(NoncePayload.class);
        if (peerNonce.isEmpty()) {
            return refuse(NotifyType.INVALID_SYNTAX);
        }
        if (request.trafficSelectors(PayloadType.TSI).isEmpty()) {
            return context.answerIkeRekey(request);
        }
        if (context.isReplacingIkeSa()) {
            return refuse(NotifyType.TEMPORARY_FAILURE);
        }
        Optional<NotifyPayload> rekey = request.notification(NotifyType.REKEY_SA);
        return rekey.isPresent()
                ? replace(context, request, peerNonce.get(), rekey.get())
                : make(context, context.childNegotiation(), request, peerNonce.get(), Optional.empty());
    }

    private static List<Payload> replace(
            ExchangeContext context, IkeMessage request, NoncePayload peerNonce, NotifyPayload rekey) {
        Optional<Integer> spi = EspSpi.read(rekey.spi());
        if (spi.isEmpty() || !rekey.protocol().equals(ProtocolId.ESP)) {
            return refuse(NotifyType.INVALID_SYNTAX);
        }
        ChildRekeyings rekeyings = context.children().rekeyings();
        Optional<ChildSas.Entry> old = context.children().byOutboundSpi(spi.get());
        if (old.isEmpty()) {
            return rekeyings.isDeletingOutbound(spi.get())
                    ? refuse(NotifyType.TEMPORARY_FAILURE)
                    : List.of(NotifyPayload.about(ProtocolId.ESP, rekey.spi(), NotifyType.CHILD_SA_NOT_FOUND));
        }
        SpiPair spis = old.get().spis();
        boolean replaced =
                rekeyings.madeForPeer(spis).filter(context.children()::has).isPresent();
        if (rekeyings.isDeleting(spis) || replaced) {
            return refuse(NotifyType.TEMPORARY_FAILURE);
        }
        ChildNegotiation negotiation =
                context.childNegotiation().replacing(old.get().path());
        return make(context, negotiation, request, peerNonce, Optional.of(spis));
    }

    private static List<Payload> make(
            ExchangeContext context,
            ChildNegotiation negotiation,
            IkeMessage request,
            NoncePayload peerNonce,
            Optional<SpiPair> replaced) {
        NoncePayload nonce = Nonces.fresh(context.random());
        Nonces nonces = new Nonces(peerNonce, nonce);
        ChildOutcome outcome = negotiation
                .withKeyExchange()
                .answer(
                        context.host(),
                        context.peer(),
                        context.childTerms(),
                        request,
                        nonces,
                        context.children(),
                        context.random());
        if (outcome instanceof ChildOutcome.Made made) {
            made(context, made.child(), nonces, replaced);
            List<Payload> payloads = new ArrayList<>(made.answer());
            payloads.add(1, nonce);
            return payloads;
        }
        if (outcome instanceof ChildOutcome.Further further) {
            return goOn(context, further, nonce, replaced);
        }
        return outcome instanceof ChildOutcome.Refused refused
                ? List.of(refused.notification())
                : refuse(NotifyType.NO_PROPOSAL_CHOSEN);
    }

    static void made(ExchangeContext context, ChildSa child, Nonces nonces, Optional<SpiPair> replaced) {
        context.children().add(child);
        replaced.ifPresent(old -> context.children().rekeyings().madeForPeer(old, child.spis(), nonces));
        context.emit(new SessionEvent.ChildEstablished(child, replaced, true));
    }

    private static List<Payload> goOn(
            ExchangeContext context, ChildOutcome.Further further, NoncePayload nonce, Optional<SpiPair> replaced) {
        FurtherKeyExchanges pending = context.furtherKeyExchanges();
        replaced.ifPresent(old -> pending.drop(context, old, "the peer began anew"));
        AgreedChild child = further.child();
        if (pending.isFull()) {
            further.series().wipe();
            context.host().releaseSpi(child.spis().inbound());
            return refuse(NotifyType.TEMPORARY_FAILURE);
        }
        replaced.ifPresent(old -> context.children().rekeyings().begunForPeer(old, child.nonces()));
        Object about = replaced.<Object>map(old -> old).orElse(child.spis());
        Bytes link = pending.await(
                about, further.series(), new ChildOfPeer(child, replaced), context.random(), context.nowNs());
        List<Payload> payloads = new ArrayList<>(further.answer());
        payloads.add(1, nonce);
        payloads.add(NotifyPayload.of(NotifyType.ADDITIONAL_KEY_EXCHANGE, link));
        return payloads;
    }

    private static List<Payload> refuse(NotifyType type) {
        return List.of(NotifyPayload.of(type));
    }
}
