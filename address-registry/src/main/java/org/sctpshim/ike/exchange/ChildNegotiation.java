package org.sctpshim.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.crypto.Agreement;
import org.sctpshim.ike.crypto.ChildProposal;
import org.sctpshim.ike.crypto.ChildSaKeys;
import org.sctpshim.ike.crypto.ChildSuite;
import org.sctpshim.ike.crypto.IkeSaKeys;
import org.sctpshim.ike.crypto.KeyExchange;
import org.sctpshim.ike.crypto.Nonces;
import org.sctpshim.ike.crypto.ProposalSelection;
import org.sctpshim.ike.crypto.RandomSource;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.crypto.Selected;
import org.sctpshim.ike.crypto.SharedSecret;
import org.sctpshim.ike.crypto.SuiteProposal;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.KeyExchangePayload;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.SecurityAssociationPayload;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SelectorDecision;
import org.sctpshim.registry.SpiPair;

/**
 * Negotiates one Child SA for one path, in transport mode unless policy and peer want it otherwise. IKE_AUTH and CREATE_CHILD_SA carry the same payloads for it
 * (RFC 7296 sections 1.2 and 1.3.1), so this is the one place for both.
 */
public final class ChildNegotiation {
    private final IkeSaKeys keys;
    private final SecurityProfile profile;
    private final List<ChildProposal> proposals;
    private final @Nullable PathId replaced;

    /**
     * Negotiates by this profile, with keys from these and without a key exchange of the Child SA's own, as in IKE_AUTH
     * (RFC 7296 section 1.2).
     */
    public ChildNegotiation(IkeSaKeys keys, SecurityProfile profile) {
        this(keys, profile, profile.childProposals(), null);
    }

    private ChildNegotiation(
            IkeSaKeys keys, SecurityProfile profile, List<ChildProposal> proposals, @Nullable PathId replaced) {
        this.keys = keys;
        this.profile = profile;
        this.proposals = proposals;
        this.replaced = replaced;
    }

    /** The same with a key exchange of the Child SA's own if both ends like, so that its keys outlive no other's secret. */
    ChildNegotiation withKeyExchange() {
        boolean several = !keys.suite().additionalKeyExchanges().isEmpty();
        return new ChildNegotiation(
                keys,
                profile,
                several
                        ? profile.childProposalsWithAdditionalKeyExchanges()
                        : profile.childProposalsWithOptionalKeyExchange(),
                replaced);
    }

    /**
     * The same for a Child SA that takes the place of one for this path: what the peer asks for may be wider, and is
     * narrowed to the path and to nothing else (RFC 7296 section 2.9.2).
     */
    ChildNegotiation replacing(PathId path) {
        return new ChildNegotiation(keys, profile, proposals, path);
    }

    /** The key exchange that a request of this host begins with, if any. */
    Optional<KeyExchangeMethod> preferredKeyExchange() {
        return proposals.get(0).keyExchanges().stream()
                .findFirst()
                .filter(method -> !method.equals(KeyExchangeMethod.NONE));
    }

    /** Whether this host offers the key exchange. */
    boolean offersKeyExchange(KeyExchangeMethod method) {
        return proposals.stream().anyMatch(proposal -> proposal.keyExchanges().contains(method));
    }

    /**
     * What the initiator of the exchange sends for a path.
     *
     * @param spi the inbound SPI of this host
     * @param terms what it is offered under
     */
    public List<Payload> offer(PathId path, int spi, ChildTerms terms) {
        List<Payload> payloads = new ArrayList<>();
        payloads.add(SuiteProposal.offer(proposals, EspSpi.write(spi)));
        payloads.addAll(PathSelectors.write(path, Role.INITIATOR));
        if (terms.wantsTransport()) {
            payloads.add(NotifyPayload.of(NotifyType.USE_TRANSPORT_MODE));
        }
        return payloads;
    }

    /**
     * What the initiator of the exchange makes of the response within IKE_AUTH.
     *
     * @param path the path that was offered
     * @param spi the inbound SPI that was offered
     */
    public ChildOutcome accept(PathId path, int spi, ChildTerms terms, IkeMessage response, Nonces nonces) {
        return accept(path, spi, terms, response, nonces, (method, message) -> Optional.empty());
    }

    /**
     * What the initiator of the exchange makes of the response.
     *
     * @param agreement ends the key exchange with the method that the peer chose, if that is the one that was begun
     */
    ChildOutcome accept(
            PathId path,
            int spi,
            ChildTerms terms,
            IkeMessage response,
            Nonces nonces,
            BiFunction<KeyExchangeMethod, IkeMessage, Optional<SharedSecret>> agreement) {
        Optional<NotifyPayload> error = response.error();
        if (error.isPresent()) {
            boolean temporary = error.get().is(NotifyType.TEMPORARY_FAILURE);
            return new ChildOutcome.Refused(
                    error.get(), temporary, ChildRefusal.sentence(error.get().kind()));
        }
        Optional<Selected<ChildSuite>> selected = response.first(SecurityAssociationPayload.class)
                .flatMap(answer -> ProposalSelection.accept(proposals, answer));
        Optional<Integer> peerSpi = selected.flatMap(chosen -> EspSpi.read(chosen.peerSpi()));
        if (selected.isEmpty() || peerSpi.isEmpty()) {
            return refused(NotifyType.NO_PROPOSAL_CHOSEN, "the peer chose algorithms that were not offered");
        }
        SpiPair spis = new SpiPair(spi, peerSpi.get());
        boolean transport = response.has(NotifyType.USE_TRANSPORT_MODE);
        if (!terms.allow(transport)) {
            return new ChildOutcome.Unwanted(
                    spis,
                    transport
                            ? "the peer answered with transport mode, which was not asked for"
                            : "the peer insists on tunnel mode, and policy requires transport mode; have it use transport"
                                    + " mode, or allow tunnel mode for it here");
        }
        if (!PathSelectors.read(response, Role.INITIATOR).map(path::equals).orElse(false)) {
            return new ChildOutcome.Unwanted(spis, "the peer narrowed the selectors to something else");
        }
        ChildSuite suite = selected.get().suite();
        Optional<SharedSecret> shared = suite.keyExchange().flatMap(method -> agreement.apply(method, response));
        if (suite.keyExchange().isPresent() && shared.isEmpty()) {
            return new ChildOutcome.Unwanted(spis, "the peer's key exchange for the Child SA is no good");
        }
        AgreedChild agreed = new AgreedChild(path, spis, suite, nonces, transport, terms.outer(), Role.INITIATOR);
        return agreed(agreed, shared, List.of());
    }

    /** What the responder of the exchange makes of the request. */
    public ChildOutcome answer(
            SessionHost host,
            PeerId peer,
            ChildTerms terms,
            IkeMessage request,
            Nonces nonces,
            ChildSas children,
            RandomSource random) {
        Optional<KeyExchangePayload> theirs = request.first(KeyExchangePayload.class);
        Optional<Selected<ChildSuite>> selected = request.first(SecurityAssociationPayload.class)
                .flatMap(offered ->
                        ProposalSelection.select(proposals, offered, theirs.map(KeyExchangePayload::method)));
        Optional<Integer> peerSpi = selected.flatMap(chosen -> EspSpi.read(chosen.peerSpi()));
        if (selected.isEmpty() || peerSpi.isEmpty()) {
            return refused(NotifyType.NO_PROPOSAL_CHOSEN, "no common algorithms for the Child SA");
        }
        boolean transport = request.has(NotifyType.USE_TRANSPORT_MODE) && terms.wantsTransport();
        if (!terms.allow(transport)) {
            return refused(
                    NotifyType.NO_PROPOSAL_CHOSEN,
                    "the peer asked for tunnel mode, and policy requires transport mode");
        }
        Optional<PathId> path = replaced != null
                ? PathSelectors.narrowed(request, List.of(replaced))
                : PathSelectors.read(request, Role.RESPONDER)
                        .or(() -> PathSelectors.narrowed(request, host.pathsToProtect(peer)));
        if (path.isEmpty()) {
            return refused(
                    PathSelectors.nameSeveralPairs(request)
                            ? NotifyType.SINGLE_PAIR_REQUIRED
                            : NotifyType.TS_UNACCEPTABLE,
                    "the selectors do not name one path of SCTP, and no path of this host is in them");
        }
        SelectorDecision decision = host.decide(peer, path.get());
        if (decision == SelectorDecision.REFUSED) {
            return refused(NotifyType.TS_UNACCEPTABLE, path.get() + " is not authorised");
        }
        if (decision == SelectorDecision.NOT_YET) {
            return refused(NotifyType.TEMPORARY_FAILURE, path.get() + " is not shown to be reachable yet");
        }
        if (children.isFull()) {
            return refused(NotifyType.NO_ADDITIONAL_SAS, "the IKE SA has as many Child SAs as it may");
        }
        if (children.usesOutboundSpi(peerSpi.get())) {
            return refused(NotifyType.NO_PROPOSAL_CHOSEN, "the peer uses the SPI for another Child SA");
        }
        ChildSuite suite = selected.get().suite();
        Optional<KeyExchangeMethod> method = suite.keyExchange();
        if (method.isPresent() && !method.equals(theirs.map(KeyExchangePayload::method))) {
            return new ChildOutcome.Refused(
                    NotifyPayload.invalidKeyExchange(method.get()), false, "the peer began another key exchange");
        }
        Optional<KeyExchange.Response> own = method.flatMap(KeyExchange::of)
                .flatMap(exchange -> theirs.map(payload -> exchange.respond(payload.data(), random)));
        Optional<SharedSecret> shared = own.map(KeyExchange.Response::agreement)
                .filter(Agreement.Agreed.class::isInstance)
                .map(agreed -> ((Agreement.Agreed) agreed).secret());
        if (method.isPresent() && shared.isEmpty()) {
            return refused(NotifyType.INVALID_SYNTAX, "the peer's public value is no good");
        }
        SpiPair spis = new SpiPair(host.newSpi(), peerSpi.get());
        List<Payload> payloads = new ArrayList<>();
        payloads.add(selected.get().answer(EspSpi.write(spis.inbound())));
        own.ifPresent(response -> payloads.add(new KeyExchangePayload(method.get(), response.publicValue())));
        payloads.addAll(PathSelectors.write(path.get(), Role.RESPONDER));
        if (transport) {
            payloads.add(NotifyPayload.of(NotifyType.USE_TRANSPORT_MODE));
        }
        AgreedChild agreed = new AgreedChild(path.get(), spis, suite, nonces, transport, terms.outer(), Role.RESPONDER);
        return agreed(agreed, shared, payloads);
    }

    private ChildOutcome agreed(AgreedChild child, Optional<SharedSecret> shared, List<Payload> answer) {
        if (shared.isEmpty()) {
            return new ChildOutcome.Made(made(child, keys.childSaKeys(child.suite(), child.nonces())), answer);
        }
        KeyExchangeSeries series =
                new KeyExchangeSeries(shared.get(), child.suite().additionalKeyExchanges());
        return series.isComplete()
                ? new ChildOutcome.Made(complete(child, series), answer)
                : new ChildOutcome.Further(child, series, answer);
    }

    /** The Child SA, once all its key exchanges are done; their secrets are consumed. */
    ChildSa complete(AgreedChild child, KeyExchangeSeries series) {
        return made(child, keys.childSaKeys(child.suite(), child.nonces(), series.first(), series.additional()));
    }

    private static ChildSa made(AgreedChild child, ChildSaKeys fresh) {
        Role own = child.own();
        return new ChildSa(child.path(), child.spis(), child.suite(), fresh.inbound(own), fresh.outbound(own))
                .tunnelledUnless(child.transport(), child.outer());
    }

    private static ChildOutcome refused(NotifyType type, String reason) {
        return new ChildOutcome.Refused(NotifyPayload.of(type), type.equals(NotifyType.TEMPORARY_FAILURE), reason);
    }
}
