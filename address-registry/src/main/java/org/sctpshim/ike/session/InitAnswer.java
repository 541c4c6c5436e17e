package org.sctpshim.ike.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.auth.CertificateRequests;
import org.sctpshim.ike.crypto.Agreement;
import org.sctpshim.ike.crypto.IkeSaKeys;
import org.sctpshim.ike.crypto.IkeSuite;
import org.sctpshim.ike.crypto.KeyExchange;
import org.sctpshim.ike.crypto.Nonces;
import org.sctpshim.ike.crypto.ProposalSelection;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.crypto.Selected;
import org.sctpshim.ike.crypto.Skeyseed;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeRules;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.KeyExchangePayload;
import org.sctpshim.ike.wire.MessageWriter;
import org.sctpshim.ike.wire.NoncePayload;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.RuleViolation;
import org.sctpshim.ike.wire.SecurityAssociationPayload;

/**
 * The responder's answer to IKE_SA_INIT (RFC 7296 section 1.2). Nobody knows who asks, nor whether it is where it seems to
 * be: it gets no more octets than it sent unless it has shown by a cookie that it is there, so that nobody can use this
 * host to flood somebody else.
 */
final class InitAnswer {
    private final SessionScope scope;
    private final long responderSpi;
    private final Bytes raw;
    private final IkeMessage request;
    private final UdpEndpoints arrivedOver;
    private final Selected<IkeSuite> selected;
    private final NoncePayload nonce;
    private final InitAbilities abilities;

    private InitAnswer(
            SessionScope scope,
            long responderSpi,
            Bytes raw,
            IkeMessage request,
            UdpEndpoints arrivedOver,
            Selected<IkeSuite> selected) {
        this.scope = scope;
        this.responderSpi = responderSpi;
        this.raw = raw;
        this.request = request;
        this.arrivedOver = arrivedOver;
        this.selected = selected;
        this.nonce = Nonces.fresh(scope.random);
        this.abilities = InitAbilities.ofResponder(
                scope.parameters, InitAbilities.read(request), scope.host.hasPostquantumKeys());
    }

    /**
     * Answers IKE_SA_INIT; what is no good is answered with a notify or not at all, and nothing is kept of it.
     *
     * @param demandCookie asks for a cookie; empty where the initiator has shown one
     */
    static Phase start(
            SessionScope scope,
            long responderSpi,
            Bytes raw,
            IkeMessage request,
            UdpEndpoints arrivedOver,
            Optional<Runnable> demandCookie) {
        Optional<RuleViolation> broken = ExchangeRules.checkEnvelope(request).or(() -> ExchangeRules.check(request));
        Optional<SecurityAssociationPayload> offered = request.first(SecurityAssociationPayload.class);
        Optional<KeyExchangePayload> theirs = request.first(KeyExchangePayload.class);
        Optional<NoncePayload> theirNonce = request.first(NoncePayload.class);
        if (broken.isPresent() || offered.isEmpty() || theirs.isEmpty() || theirNonce.isEmpty()) {
            scope.dropped(DropReason.RULE_BROKEN);
            return new Closed();
        }
        Optional<Selected<IkeSuite>> selected = ProposalSelection.select(
                scope.parameters.ikeProposals(),
                offered.get(),
                Optional.of(theirs.get().method()));
        boolean impossible = selected.isPresent()
                && !selected.get().suite().additionalKeyExchanges().isEmpty()
                && !InitAbilities.read(request).intermediate();
        if (selected.isEmpty() || impossible) {
            scope.emit(new SessionEvent.NoCommonAlgorithms(arrivedOver.addresses(), offered.get()));
            return refuse(scope, request, arrivedOver, NotifyPayload.of(NotifyType.NO_PROPOSAL_CHOSEN));
        }
        IkeSuite suite = selected.get().suite();
        if (!Nonces.suffices(theirNonce.get(), suite.prf())) {
            scope.dropped(DropReason.RULE_BROKEN);
            return new Closed();
        }
        if (!suite.keyExchange().equals(theirs.get().method())) {
            return refuse(scope, request, arrivedOver, NotifyPayload.invalidKeyExchange(suite.keyExchange()));
        }
        InitAnswer answer = new InitAnswer(scope, responderSpi, raw, request, arrivedOver, selected.get());
        // Known before anything is computed, since both ends' public values of a method are alike in length.
        boolean longer = answer.response(theirs.get().data()).length() > raw.length();
        if (longer && demandCookie.isPresent()) {
            demandCookie.get().run();
            return new Closed();
        }
        return answer.agree(theirs.get().data(), theirNonce.get());
    }

    private static Phase refuse(
            SessionScope scope, IkeMessage request, UdpEndpoints arrivedOver, NotifyPayload notify) {
        IkeHeader header = IkeHeader.response(request.header().initiatorSpi(), 0, ExchangeType.IKE_SA_INIT, false, 0);
        scope.send(arrivedOver, Bytes.of(MessageWriter.write(IkeMessage.of(header, notify))));
        return new Closed();
    }

    /** The message with this public value in it. */
    private Bytes response(Bytes publicValue) {
        IkeHeader header =
                IkeHeader.response(request.header().initiatorSpi(), responderSpi, ExchangeType.IKE_SA_INIT, false, 0);
        List<Payload> payloads = new ArrayList<>(List.of(
                selected.answer(Bytes.EMPTY),
                new KeyExchangePayload(selected.suite().keyExchange(), publicValue),
                nonce));
        payloads.addAll(NatHandshake.answer(scope, request, header, arrivedOver));
        payloads.addAll(abilities.write());
        CertificateRequests requests = scope.host.certificateRequests();
        payloads.addAll(requests.authorities());
        if (request.has(NotifyType.SIGNATURE_HASH_ALGORITHMS)) {
            payloads.addAll(requests.hashAlgorithms());
        }
        return Bytes.of(MessageWriter.write(new IkeMessage(header, payloads)));
    }

    private Phase agree(Bytes theirs, NoncePayload theirNonce) {
        KeyExchange.Response own = KeyExchange.of(selected.suite().keyExchange())
                .orElseThrow(() -> new IllegalStateException("selected what is not supported"))
                .respond(theirs, scope.random);
        if (!(own.agreement() instanceof Agreement.Agreed agreed)) {
            scope.dropped(DropReason.RULE_BROKEN);
            return new Closed();
        }
        Bytes response = response(own.publicValue());
        long initiatorSpi = request.header().initiatorSpi();
        Nonces nonces = new Nonces(theirNonce, nonce);
        IkeSaKeys keys =
                Skeyseed.initial(selected.suite(), nonces, agreed.secret()).keys(initiatorSpi, responderSpi);
        scope.host.insecureLogKeys(keys);
        scope.send(arrivedOver, response);
        return next(
                new KeyedExchange(Role.RESPONDER, initiatorSpi, responderSpi, nonces, keys, raw, response), response);
    }

    private Phase next(KeyedExchange exchange, Bytes response) {
        if (abilities.fragments()) {
            exchange.fragment(scope.parameters.fragmentation());
        }
        if (abilities.ppk()) {
            exchange.ppkIsAgreed();
        }
        List<KeyExchangeMethod> further = selected.suite().additionalKeyExchanges();
        return further.isEmpty()
                ? new InitAnswered(scope, exchange, raw, response)
                : new IntermediateAwaited(
                        scope,
                        exchange,
                        further,
                        raw,
                        response,
                        strongest -> new InitAnswered(scope, strongest, raw, response));
    }
}
