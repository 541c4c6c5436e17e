package org.sctpshim.ike.session;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.crypto.RandomSource;
import org.sctpshim.ike.exchange.ChildNegotiation;
import org.sctpshim.ike.exchange.ChildSas;
import org.sctpshim.ike.exchange.CloseTask;
import org.sctpshim.ike.exchange.ExchangeContext;
import org.sctpshim.ike.exchange.ExchangeTask;
import org.sctpshim.ike.exchange.FurtherKeyExchanges;
import org.sctpshim.ike.exchange.LatestUpdates;
import org.sctpshim.ike.exchange.NatState;
import org.sctpshim.ike.exchange.SessionHost;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.sa.UdpEncapsulation;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SpiPair;

/** An established IKE SA: requests, answers, retransmission, and over which pair it all goes. */
final class Established implements Phase, ExchangeContext {
    /** How many requests may wait for room, more than any peer that answers makes wait. */
    private static final int MAX_WAITING = 2 * ChildSas.MAX_CHILDREN;

    private final SessionScope scope;
    private final IkeSa sa;
    private final OwnRequests requests;
    private final PeerResponses responses;
    private final PeerRequests peerRequests;
    private final Pairing pairing;
    private final Ageing ageing;
    private final Moves moves;
    private final Liveness liveness;
    private final IkeSaSuccession succession;
    private final FurtherKeyExchanges furtherKeyExchanges = new FurtherKeyExchanges();
    private ChildSas children;
    private @Nullable IkeSaSuccession claimed;
    private @Nullable String closedReason;

    private Established(
            SessionScope scope,
            IkeSa sa,
            UdpEndpoints endpoints,
            ChildSas children,
            int firstRequestId,
            ReplyCache replies) {
        this.scope = scope;
        this.sa = sa;
        this.pairing = new Pairing(scope, sa, endpoints);
        this.children = children;
        this.requests = new OwnRequests(scope, sa, pairing, firstRequestId);
        this.responses = new PeerResponses(scope, sa, this, requests);
        this.peerRequests = new PeerRequests(scope, sa, this, replies);
        this.succession = new IkeSaSuccession(scope, sa, this);
        this.moves = new Moves(scope, sa, pairing, requests, succession);
        this.ageing = new Ageing(scope, this);
        this.liveness = new Liveness(scope, requests);
        children.all().forEach(child -> ageing.childBegan(child.spis()));
    }

    /** Takes over from an initiator's handshake; the next request of this host has the given message id. */
    static Established asInitiator(SessionScope scope, IkeSa sa, UdpEndpoints endpoints, int firstRequestId) {
        ReplyCache replies = new ReplyCache(scope.parameters.window(), 0);
        Established established = new Established(scope, sa, endpoints, new ChildSas(), firstRequestId, replies);
        established.ageing.authenticated();
        return established;
    }

    /**
     * Takes over from a responder's handshake.
     *
     * @param children the Child SA that IKE_AUTH made, if any
     * @param messageId the message id of IKE_AUTH
     * @param answer the answer to IKE_AUTH, which the peer may have to be sent again
     */
    static Established asResponder(
            SessionScope scope,
            IkeSa sa,
            UdpEndpoints endpoints,
            ChildSas children,
            int messageId,
            SealedMessage answer) {
        ReplyCache replies = new ReplyCache(scope.parameters.window(), messageId);
        replies.answered(messageId, answer);
        Established established = new Established(scope, sa, endpoints, children, 0, replies);
        established.ageing.authenticated();
        return established;
    }

    /**
     * One that may take the place of another IKE SA; until it {@link #inherit}s it has no Child SA.
     *
     * @param claimed what decides whether it does
     */
    static Established asSuccessor(SessionScope scope, IkeSa sa, UdpEndpoints endpoints, IkeSaSuccession claimed) {
        ReplyCache replies = new ReplyCache(scope.parameters.window(), 0);
        Established successor = new Established(scope, sa, endpoints, new ChildSas(), 0, replies);
        successor.claimed = claimed;
        successor.ageing.waitForPeer();
        return successor;
    }

    // ---- Messages in ----

    @Override
    public Phase handle(Bytes raw, IkeMessage message, UdpEndpoints arrivedOver) {
        if (!sa.hasSpis(message.header())) {
            scope.dropped(DropReason.UNKNOWN_SPI);
        } else if (message.header().response()) {
            responses.take(raw, message, arrivedOver);
        } else {
            peerRequests.take(raw, message, arrivedOver);
        }
        return next();
    }

    /** Something authentic came from the peer. */
    void heard() {
        liveness.heard();
    }

    /** A fresh message came from the peer. */
    void heardFrom(UdpEndpoints seen) {
        heard();
        moves.follow(seen);
    }

    /** The peer asks for something over this IKE SA: if it may take another one's place, that is decided now. */
    void usedByPeer() {
        if (claimed != null) {
            claimed.usedByPeer(scope.nowNs());
        }
    }

    /**
     * A request of the peer is answered.
     *
     * @param closing why the IKE SA ends with that, if it does
     */
    void answerSent(@Nullable String closing) {
        if (closing != null) {
            succession.usedByPeer(scope.nowNs());
            close(closing);
        } else {
            succession.answerSent();
        }
    }

    /** Whether this host has asked, or is about to ask, for its end. */
    boolean isClosing() {
        return requests.has(CloseTask.class);
    }

    /** Whether nothing of this host's is on its way or waits. */
    boolean isIdle() {
        return requests.isIdle();
    }

    /** Whether the IKE SA has ended, within the current call. */
    boolean isClosed() {
        return closedReason != null;
    }

    // ---- Time ----

    @Override
    public Phase timeout() {
        if (!requests.retransmitDue(this)) {
            close("the peer did not answer for " + scope.retransmission().patienceNs() / 1_000_000_000L
                    + " s over any pair of addresses");
        }
        if (closedReason == null) {
            ageing.grow(isActive());
        }
        furtherKeyExchanges.expire(this, scope.nowNs());
        if (closedReason == null && isActive()) {
            liveness.askIfDue();
        }
        return next();
    }

    /** Deletes the IKE SA; a delete that is not answered shortly is not waited for, since nothing depends on it. */
    void end() {
        if (claimed != null) {
            close("the peer did not use it");
        } else if (requests.has(CloseTask.class)) {
            close("the peer did not answer the delete");
        } else {
            requests.add(new CloseTask("its lifetime ended"));
            endSoon();
        }
    }

    /** Whether it is the IKE SA that is in use: not one that was replaced, nor one that may come to replace it. */
    private boolean isActive() {
        return claimed == null && succession.heir() == null;
    }

    Optional<IkeSaFacts> facts() {
        return isActive()
                ? Optional.of(new IkeSaFacts(
                        pairing.current(),
                        scope.initiator,
                        sa.exchange().keys.suite(),
                        sa.mobike(),
                        scope.nat.status(),
                        ageing.rekeyNs(),
                        ageing.endNs()))
                : Optional.empty();
    }

    @Override
    public long deadlineNs() {
        long ofLiveness = isActive() ? liveness.dueNs() : Long.MAX_VALUE;
        long ofAge = Math.min(ageing.deadlineNs(isActive()), furtherKeyExchanges.deadlineNs());
        return Math.min(ofAge, requests.isIdle() ? ofLiveness : requests.deadlineNs());
    }

    // ---- Messages out ----

    /** Sends what there is room for, and says what comes next. */
    Phase next() {
        if (closedReason == null) {
            requests.sendWaiting(this);
            if (requests.takeRunningOut()) {
                ageing.rekeyIkeAt(scope.nowNs());
            }
        }
        return closedReason == null ? this : scope.closed(closedReason);
    }

    // ---- What the host asks for ----

    /** Makes the peer answer something, unless it is being asked already. */
    void testLiveness() {
        requests.testLiveness();
    }

    /** Leaves a pair that is none of this host's and the peer's pairs any more (initiator only). */
    void reconsiderPair() {
        moves.reconsider();
    }

    /** The ports by which the ESP of this IKE SA goes within UDP. */
    Optional<UdpEncapsulation> encapsulation() {
        return scope.nat.encapsulation(pairing.endpoints());
    }

    /** ESP of the peer came from there. */
    void seenAt(UdpEndpoints seen) {
        moves.follow(seen);
    }

    /** Keeps the mapping of this host's NAT alive; it is no message and nobody answers it. */
    void keepNatAlive() {
        scope.sendKeepalive(pairing.endpoints());
    }

    /** How long the peer has been asked and has not been heard of at all. */
    long silentNs() {
        return liveness.silentNs();
    }

    void askToClose(String reason) {
        requests.add(new CloseTask(reason));
    }

    /** Replaces the IKE SA, unless that is being done. */
    void rekeyIkeSa() {
        if (isActive() && !succession.isUnderWay() && !requests.has(RekeyIkeTask.class)) {
            requests.add(succession.task());
        }
    }

    /** Replaces the IKE SA later, since it could not be done just now. */
    void rekeyIkeAt(long atNs) {
        ageing.rekeyIkeAt(atNs);
    }

    /** This host could not authenticate anew just now. */
    void reauthenticateLater() {
        ageing.reauthenticateLater();
    }

    /** Nothing depends on it any more: it ends quietly if the peer does not delete it, or answer a delete, shortly. */
    void endSoon() {
        ageing.endSoon();
    }

    /** Another IKE SA has taken the place of this one, which is now to be deleted by whoever asked for the other. */
    void replaced(boolean byThisHost) {
        furtherKeyExchanges.dropAll(this, "another IKE SA took its place");
        ageing.waitForPeer();
        if (byThisHost) {
            requests.add(new CloseTask("another IKE SA took its place"));
            endSoon();
        }
    }

    /** Takes the place of another IKE SA, with its Child SAs, its pair of addresses, and what it still had to ask. */
    void inherit(Established old) {
        claimed = null;
        children = old.children;
        liveness.inherit(old.liveness);
        moves.inherit(old.moves);
        ageing.inherit(old.ageing);
        old.requests.drainWaiting().forEach(requests::add);
    }

    @Override
    public Phase abandon(String reason) {
        close(reason);
        return next();
    }

    // ---- The IKE SA as its exchanges see it ----

    @Override
    public PeerId peer() {
        return sa.peer();
    }

    @Override
    public boolean isInitiator() {
        return scope.initiator;
    }

    @Override
    public boolean mobike() {
        return sa.mobike();
    }

    @Override
    public UdpEndpoints endpoints() {
        return pairing.endpoints();
    }

    @Override
    public SessionHost host() {
        return scope.host;
    }

    @Override
    public RandomSource random() {
        return scope.random;
    }

    @Override
    public ChildSas children() {
        return children;
    }

    @Override
    public ChildNegotiation childNegotiation() {
        return sa.childNegotiation();
    }

    @Override
    public LatestUpdates latestUpdates() {
        return moves.latest();
    }

    @Override
    public NatState nat() {
        return scope.nat;
    }

    @Override
    public List<Payload> natDetection(UdpEndpoints way) {
        return scope.nat.detection(sa.exchange().requestHeader(ExchangeType.INFORMATIONAL, 0), way);
    }

    @Override
    public void emit(SessionEvent event) {
        if (event instanceof SessionEvent.AddressesListed) {
            pairing.avoidNone();
        } else if (event instanceof SessionEvent.ChildEstablished made) {
            ageing.childBegan(made.child().spis());
        }
        scope.emit(event);
    }

    @Override
    public void continueWith(ExchangeTask task) {
        if (isActive() && !isClosed()) {
            requests.addFirst(task);
        } else {
            task.abandoned(this);
        }
    }

    @Override
    public FurtherKeyExchanges furtherKeyExchanges() {
        return furtherKeyExchanges;
    }

    @Override
    public long nowNs() {
        return scope.nowNs();
    }

    @Override
    public void queue(ExchangeTask task) {
        IkeSession heir = succession.heir();
        if (heir != null) {
            heir.queue(task, scope.nowNs());
            return;
        }
        task.queued(this);
        if (requests.waiting() >= MAX_WAITING) {
            close("the peer lets more than " + MAX_WAITING + " requests wait");
        } else {
            requests.add(task);
        }
    }

    @Override
    public void moveTo(AddressPair pair) {
        moves.to(pair);
    }

    @Override
    public void movedByPeer(UdpEndpoints seen) {
        moves.byPeer(seen);
    }

    @Override
    public void avoid(AddressPair pair) {
        pairing.avoid(pair);
    }

    @Override
    public List<AddressPair> pairs() {
        return pairing.usable();
    }

    @Override
    public List<AddressPair> pairsForChanges() {
        return pairing.forChanges();
    }

    @Override
    public void closeAfterAnswer(String reason) {
        peerRequests.closeAfterAnswer(reason);
    }

    @Override
    public void close(String reason) {
        if (closedReason != null) {
            return;
        }
        closedReason = reason;
        IkeSession heir = succession.heir();
        furtherKeyExchanges.dropAll(this, reason);
        requests.drainWaiting().forEach(task -> task.abandoned(this));
        for (ExchangeTask task : requests.openTasks()) {
            task.abandoned(this);
            if (heir != null && !(task instanceof CloseTask)) {
                heir.queue(task, scope.nowNs());
            }
        }
        if (heir == null) {
            for (ChildSas.Entry child : children.drain()) {
                scope.emit(new SessionEvent.ChildRemoved(child.path(), child.spis(), reason));
            }
        }
        sa.wipe();
    }

    @Override
    public void authenticationLimited(long lifetimeNs) {
        ageing.authenticationLimited(lifetimeNs);
    }

    @Override
    public void rekeyLater(SpiPair old) {
        ageing.rekeyChildLater(old);
    }

    @Override
    public List<Payload> answerIkeRekey(IkeMessage request) {
        boolean busy = !isActive() || requests.has(CloseTask.class) || requests.concernChildren();
        return succession.answer(request, busy);
    }

    @Override
    public boolean isReplacingIkeSa() {
        return succession.isUnderWay();
    }
}
