package org.sctpshim.ike.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.crypto.Agreement;
import org.sctpshim.ike.crypto.IkeProposal;
import org.sctpshim.ike.crypto.IkeSaKeys;
import org.sctpshim.ike.crypto.IkeSuite;
import org.sctpshim.ike.crypto.KeyExchange;
import org.sctpshim.ike.crypto.Nonces;
import org.sctpshim.ike.crypto.ProposalSelection;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.crypto.Selected;
import org.sctpshim.ike.exchange.ChildNegotiation;
import org.sctpshim.ike.exchange.ExchangeContext;
import org.sctpshim.ike.exchange.KeyExchangeSeries;
import org.sctpshim.ike.exchange.LowestNonce;
import org.sctpshim.ike.exchange.Sequel;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.KeyExchangePayload;
import org.sctpshim.ike.wire.NoncePayload;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.SecurityAssociationPayload;

/**
 * How one IKE SA is replaced by another: because this host asked for it, because the peer did, or both at once (RFC
 * 7296 sections 2.8.2, 2.18 and 2.25.2). The new one has keys, SPIs and message ids of its own and inherits everything
 * else; its Child SAs are not touched.
 */
final class IkeSaSuccession {
    /** An IKE SA that may take the place. */
    private record Successor(IkeSession session, Bytes lowestNonce) {
        boolean isAlive() {
            return !session.isClosed();
        }
    }

    private final SessionScope scope;
    private final IkeSa sa;
    private final Established old;
    private boolean asked;
    private @Nullable Successor peers;
    private @Nullable IkeSession heir;
    private Bytes lowestNonceOfPending = Bytes.EMPTY;
    private int failures;

    IkeSaSuccession(SessionScope scope, IkeSa sa, Established old) {
        this.scope = scope;
        this.sa = sa;
        this.old = old;
    }

    /** Whether either end is replacing the IKE SA, or it has been replaced. */
    boolean isUnderWay() {
        return asked || heir != null || isPeersAlive() || isPeersPending();
    }

    /** The IKE SA that has taken the place. */
    @Nullable
    IkeSession heir() {
        return heir;
    }

    private boolean isPeersAlive() {
        return peers != null && peers.isAlive();
    }

    /** Whether the peer is amid of the key exchanges of another IKE SA. */
    private boolean isPeersPending() {
        return old.furtherKeyExchanges().has(this);
    }

    // ---- By this host ----

    RekeyIkeTask task() {
        return new RekeyIkeTask(scope, this, sa.exchange().keys.suite().keyExchange());
    }

    /** What a rekey offers and accepts: several key exchanges for an IKE SA that has several. */
    List<IkeProposal> proposals() {
        return sa.exchange().keys.suite().additionalKeyExchanges().isEmpty()
                ? scope.parameters.rekeyedIkeProposals()
                : scope.parameters.ikeProposals();
    }

    /** What follows when the key exchanges of this host's request are done. */
    Sequel byThisHost(AgreedIkeSa next) {
        return new Sequel() {
            @Override
            public Optional<NotifyType> complete(ExchangeContext context, KeyExchangeSeries series) {
                answered();
                made(next, series);
                return Optional.empty();
            }

            @Override
            public void failed(ExchangeContext context, String reason) {
                answered();
                refused(NotifyType.STATE_NOT_FOUND);
            }
        };
    }

    void asked() {
        asked = true;
    }

    void answered() {
        asked = false;
    }

    /** The peer refused; where its own request was answered meanwhile, that one counts. */
    void refused(NotifyType why) {
        if (heir == null && peers != null && peers.isAlive()) {
            handOver(peers.session, false);
        } else if (heir == null && !isPeersPending()) {
            failures++;
            scope.emit(new SessionEvent.IkeRekeyFailed("the peer answered " + why));
            boolean never = why.equals(NotifyType.NO_ADDITIONAL_SAS) || why.equals(NotifyType.NO_PROPOSAL_CHOSEN);
            if (never && scope.initiator) {
                // RFC 7296 section 1.3: such a peer wants a new IKE SA instead.
                scope.emit(new SessionEvent.ReauthenticationDue());
            }
            old.rekeyIkeAt(scope.nowNs() + SaAges.retryNs(failures, scope.random));
        }
    }

    // ---- By the peer ----

    List<Payload> answer(IkeMessage request, boolean busy) {
        if (busy || heir != null || isPeersAlive()) {
            return List.of(NotifyPayload.of(NotifyType.TEMPORARY_FAILURE));
        }
        Optional<SecurityAssociationPayload> offered = request.first(SecurityAssociationPayload.class);
        Optional<KeyExchangePayload> theirs = request.first(KeyExchangePayload.class);
        Optional<NoncePayload> theirNonce = request.first(NoncePayload.class);
        Optional<Selected<IkeSuite>> selected = offered.flatMap(
                sa -> ProposalSelection.select(proposals(), sa, theirs.map(KeyExchangePayload::method)));
        Optional<Long> peerSpi = selected.flatMap(chosen -> IkeSpi.read(chosen.peerSpi()));
        if (theirs.isEmpty() || theirNonce.isEmpty() || peerSpi.isEmpty()) {
            return List.of(NotifyPayload.of(NotifyType.NO_PROPOSAL_CHOSEN));
        }
        IkeSuite suite = selected.get().suite();
        if (!suite.keyExchange().equals(theirs.get().method())) {
            return List.of(NotifyPayload.invalidKeyExchange(suite.keyExchange()));
        }
        KeyExchange.Response own = KeyExchange.of(suite.keyExchange())
                .orElseThrow(() -> new IllegalStateException("selected what is not supported"))
                .respond(theirs.get().data(), scope.random);
        if (!(own.agreement() instanceof Agreement.Agreed agreed)) {
            return List.of(NotifyPayload.of(NotifyType.INVALID_SYNTAX));
        }
        NoncePayload nonce = Nonces.fresh(scope.random);
        Nonces nonces = new Nonces(theirNonce.get(), nonce);
        long spi = Spis.fresh(scope.random, scope.host);
        List<Payload> payloads = new ArrayList<>();
        payloads.add(selected.get().answer(IkeSpi.write(spi)));
        payloads.add(nonce);
        payloads.add(new KeyExchangePayload(suite.keyExchange(), own.publicValue()));
        payloads.add(NotifyPayload.windowSize(scope.parameters.window()));
        KeyExchangeSeries series = new KeyExchangeSeries(agreed.secret(), suite.additionalKeyExchanges());
        AgreedIkeSa next =
                new AgreedIkeSa(Role.RESPONDER, suite, nonces, spi, peerSpi.get(), AuthExtras.window(request));
        begun(next, series).ifPresent(payloads::add);
        return payloads;
    }

    /** Makes the IKE SA that the peer asks for, or awaits the key exchanges that are to follow. */
    private Optional<NotifyPayload> begun(AgreedIkeSa next, KeyExchangeSeries series) {
        old.furtherKeyExchanges().drop(old, this, "the peer began anew");
        if (series.isComplete()) {
            made(next, series);
            return Optional.empty();
        }
        lowestNonceOfPending = LowestNonce.of(next.nonces());
        Bytes link = old.furtherKeyExchanges().await(this, series, byPeer(next), scope.random, scope.nowNs());
        return Optional.of(NotifyPayload.of(NotifyType.ADDITIONAL_KEY_EXCHANGE, link));
    }

    private Sequel byPeer(AgreedIkeSa next) {
        return new Sequel() {
            @Override
            public Optional<NotifyType> complete(ExchangeContext context, KeyExchangeSeries series) {
                made(next, series);
                return Optional.empty();
            }

            @Override
            public void failed(ExchangeContext context, String reason) {
                // This host may have left it to the peer.
                if (heir == null && !asked) {
                    old.rekeyIkeAt(scope.nowNs() + SaAges.retryNs(1, scope.random));
                }
            }
        };
    }

    /** The answer to the peer's request is on its way: unless this host's own request is open too, that decides it. */
    void answerSent() {
        if (heir == null && !asked && peers != null && peers.isAlive()) {
            handOver(peers.session, false);
        }
    }

    /**
     * The peer uses the IKE SA that it asked for, or deletes the old one: it has decided, so this host need not wait for
     * the answer to its own request.
     */
    void usedByPeer(long nowNs) {
        scope.setNow(nowNs);
        if (heir == null && peers != null && peers.isAlive()) {
            handOver(peers.session, false);
        }
    }

    // ---- Both ----

    /** All that is needed for the keys of a new IKE SA is there. */
    private void made(AgreedIkeSa next, KeyExchangeSeries series) {
        boolean mine = next.own() == Role.INITIATOR;
        IkeSaKeys keys = sa.exchange()
                .keys
                .rekeyed(next.suite(), next.nonces(), series.first(), series.additional())
                .keys(next.initiatorSpi(), next.responderSpi());
        scope.host.insecureLogKeys(keys);
        KeyedExchange exchange = new KeyedExchange(
                next.own(), next.initiatorSpi(), next.responderSpi(), next.nonces(), keys, Bytes.EMPTY, Bytes.EMPTY);
        exchange.fragmentLike(sa.exchange());
        ChildNegotiation negotiation = new ChildNegotiation(keys, scope.parameters.profile());
        IkeSession session = IkeSession.succeed(
                scope, next.ownSpi(), next.own(), sa.rekeyed(exchange, next.peerWindow(), negotiation), old, this);
        scope.successors.add(session);
        Successor made = new Successor(session, LowestNonce.of(next.nonces()));
        if (!mine) {
            peers = made;
        } else {
            decide(made);
        }
    }

    /** This host's request succeeded: whichever was made with the lowest of the four nonces is redundant. */
    private void decide(Successor mine) {
        boolean losesAgainstMade =
                peers != null && peers.isAlive() && LowestNonce.isLower(mine.lowestNonce, peers.lowestNonce);
        boolean losesAgainstPending = isPeersPending() && LowestNonce.isLower(mine.lowestNonce, lowestNonceOfPending);
        if (heir != null || losesAgainstMade || losesAgainstPending) {
            mine.session.close("redundant: the peer replaced the IKE SA at the same time", scope.nowNs());
            if (heir == null && peers != null && peers.isAlive()) {
                handOver(peers.session, false);
            }
        } else {
            old.furtherKeyExchanges().drop(old, this, "this host's own replacement has the place");
            if (peers != null) {
                peers.session.endSoon(scope.nowNs());
            }
            handOver(mine.session, true);
        }
    }

    private void handOver(IkeSession successor, boolean byThisHost) {
        heir = successor;
        successor.inherit(old, scope.nowNs());
        scope.emit(new SessionEvent.IkeSaReplaced(successor.ownSpi(), successor.role(), byThisHost));
        old.replaced(byThisHost);
    }
}
