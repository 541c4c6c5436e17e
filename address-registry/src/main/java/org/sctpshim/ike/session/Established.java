package org.sctpshim.ike.session;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.crypto.Opening;
import org.sctpshim.ike.crypto.RandomSource;
import org.sctpshim.ike.exchange.Arrival;
import org.sctpshim.ike.exchange.ChildNegotiation;
import org.sctpshim.ike.exchange.ChildSas;
import org.sctpshim.ike.exchange.CloseTask;
import org.sctpshim.ike.exchange.ExchangeContext;
import org.sctpshim.ike.exchange.ExchangeTask;
import org.sctpshim.ike.exchange.LatestUpdates;
import org.sctpshim.ike.exchange.LivenessTask;
import org.sctpshim.ike.exchange.RequestHandlers;
import org.sctpshim.ike.exchange.Route;
import org.sctpshim.ike.exchange.SessionHost;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeRules;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.RuleViolation;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PeerId;

/** An established IKE SA: requests, answers, retransmission, and over which pair it all goes. */
final class Established implements Phase, ExchangeContext {
    /** How many requests may wait for room, more than any peer that answers makes wait. */
    private static final int MAX_WAITING = 2 * ChildSas.MAX_CHILDREN;

    private final SessionScope scope;
    private final IkeSa sa;
    private final RequestHandlers handlers = new RequestHandlers();
    private final OwnRequests requests;
    private final ReplyCache replies;
    private final ChildSas children;
    private final LatestUpdates latestUpdates = new LatestUpdates();
    private final Pairing pairing;
    private long lastHeardNs;
    private @Nullable String closingReason;
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
        this.replies = replies;
        this.lastHeardNs = scope.nowNs();
    }

    /** Takes over from an initiator's handshake; the next request of this host has the given message id. */
    static Established asInitiator(SessionScope scope, IkeSa sa, UdpEndpoints endpoints, int firstRequestId) {
        ReplyCache replies = new ReplyCache(scope.parameters.window(), 0);
        return new Established(scope, sa, endpoints, new ChildSas(), firstRequestId, replies);
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
        return new Established(scope, sa, endpoints, children, 0, replies);
    }

    // ---- Messages in ----

    @Override
    public Phase handle(Bytes raw, IkeMessage message, UdpEndpoints arrivedOver) {
        if (!sa.hasSpis(message.header())) {
            scope.dropped(DropReason.UNKNOWN_SPI);
        } else if (message.header().response()) {
            response(raw, message, arrivedOver);
        } else {
            request(raw, message, arrivedOver);
        }
        return next();
    }

    private void response(Bytes raw, IkeMessage message, UdpEndpoints arrivedOver) {
        OutstandingRequest asked = requests.askedBy(message.header());
        if (asked == null) {
            scope.dropped(DropReason.OUTSIDE_WINDOW);
            return;
        }
        Optional<Opening> complete = sa.open(raw, message);
        if (complete.isEmpty()) {
            lastHeardNs = scope.nowNs();
            return;
        }
        Opening opened = complete.get();
        if (opened instanceof Opening.NotAuthentic) {
            scope.dropped(DropReason.NOT_AUTHENTIC);
        } else if (opened instanceof Opening.Opened readable) {
            requests.close(asked);
            lastHeardNs = scope.nowNs();
            Optional<RuleViolation> broken =
                    ExchangeRules.check(readable.message()).filter(violation -> !violation.isOfNotify());
            if (broken.isPresent()) {
                close("the peer's response breaks a rule: " + broken.get());
            } else {
                answered(asked, readable.message(), arrivedOver);
            }
        } else {
            close("the peer sent a malformed response");
        }
    }

    private void answered(OutstandingRequest asked, IkeMessage response, UdpEndpoints arrivedOver) {
        AddressPair way = arrivedOver.addresses();
        boolean proves = asked.wentOver(way) && !asked.wentOverSeveralPairs();
        boolean pairWasSilent = asked.route() instanceof Route.Current
                && asked.tries() > scope.retransmission().triesOnOnePair();
        asked.task.answered(
                this, response, new Arrival(asked.messageId, arrivedOver, proves, asked.wentOverSeveralPairs()));
        if (pairWasSilent && !way.equals(pairing.current()) && closedReason == null) {
            moveTo(way);
        }
    }

    private void request(Bytes raw, IkeMessage message, UdpEndpoints arrivedOver) {
        int messageId = message.header().messageId();
        ReplyCache.Kind kind = replies.kind(messageId);
        if (kind == ReplyCache.Kind.OUTSIDE) {
            scope.dropped(DropReason.OUTSIDE_WINDOW);
            return;
        }
        SealedMessage known = replies.answer(messageId);
        if (known != null) {
            answerAgain(raw, message, known, arrivedOver);
            return;
        }
        Optional<Opening> complete = sa.open(raw, message);
        if (complete.isEmpty()) {
            return;
        }
        Opening opened = complete.get();
        if (opened instanceof Opening.NotAuthentic) {
            scope.dropped(DropReason.NOT_AUTHENTIC);
            return;
        }
        lastHeardNs = scope.nowNs();
        List<Payload> payloads = answer(opened, Arrival.ofRequest(messageId, arrivedOver));
        SealedMessage answer = sa.seal(message.header().answer(), payloads);
        replies.answered(messageId, answer);
        scope.send(arrivedOver, answer);
        if (closingReason != null) {
            close(closingReason);
        }
    }

    private void answerAgain(Bytes raw, IkeMessage message, SealedMessage answer, UdpEndpoints arrivedOver) {
        if (sa.isRepetition(raw, message)) {
            scope.send(arrivedOver, answer);
        } else {
            scope.dropped(DropReason.NOT_AUTHENTIC);
        }
    }

    private List<Payload> answer(Opening opened, Arrival arrival) {
        if (opened instanceof Opening.Opened readable) {
            return handlers.answer(this, readable.message(), arrival);
        }
        closeAfterAnswer("the peer sent a malformed request");
        return handlers.malformed();
    }

    // ---- Time ----

    @Override
    public Phase timeout() {
        if (!requests.retransmitDue(this)) {
            close("the peer did not answer for " + scope.retransmission().patienceNs() / 1_000_000_000L
                    + " s over any pair of addresses");
        }
        if (closedReason == null && requests.isIdle() && scope.nowNs() >= livenessDueNs()) {
            requests.add(new LivenessTask());
        }
        return next();
    }

    @Override
    public long deadlineNs() {
        return requests.isIdle() ? livenessDueNs() : requests.deadlineNs();
    }

    private long livenessDueNs() {
        return lastHeardNs + scope.parameters.livenessIntervalNs();
    }

    // ---- Messages out ----

    /** Sends what there is room for, and says what comes next. */
    Phase next() {
        if (closedReason == null) {
            requests.sendWaiting(this);
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
        List<AddressPair> usable = pairs();
        if (!usable.isEmpty() && !usable.contains(pairing.current())) {
            moveTo(usable.get(0));
        }
    }

    /** How long the peer has been asked and has not been heard of at all. */
    long silentNs() {
        long sinceNs = requests.waitingSinceNs();
        return sinceNs == Long.MAX_VALUE ? 0 : scope.nowNs() - Math.max(sinceNs, lastHeardNs);
    }

    void askToClose(String reason) {
        requests.add(new CloseTask(reason));
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
        return latestUpdates;
    }

    @Override
    public void emit(SessionEvent event) {
        if (event instanceof SessionEvent.AddressesListed) {
            pairing.avoidNone();
        }
        scope.emit(event);
    }

    @Override
    public void queue(ExchangeTask task) {
        task.queued(this);
        if (requests.waiting() >= MAX_WAITING) {
            close("the peer lets more than " + MAX_WAITING + " requests wait");
        } else {
            requests.add(task);
        }
    }

    @Override
    public void moveTo(AddressPair pair) {
        if (!scope.initiator || !sa.mobike()) {
            return;
        }
        latestUpdates.ownMoveBegins();
        pairing.use(pair);
        scope.emit(new SessionEvent.Moved(pair));
        requests.announceMove(pair);
    }

    @Override
    public void movedByPeer(AddressPair pair) {
        pairing.use(pair);
        scope.emit(new SessionEvent.Moved(pair));
        requests.reroute();
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
        closingReason = reason;
    }

    @Override
    public void close(String reason) {
        if (closedReason != null) {
            return;
        }
        closedReason = reason;
        for (ChildSas.Entry child : children.drain()) {
            scope.emit(new SessionEvent.ChildRemoved(child.path(), child.spis(), reason));
        }
        sa.wipe();
    }
}
