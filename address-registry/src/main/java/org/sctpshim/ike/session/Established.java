package org.sctpshim.ike.session;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.crypto.Opening;
import org.sctpshim.ike.crypto.RandomSource;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.exchange.Arrival;
import org.sctpshim.ike.exchange.ChildNegotiation;
import org.sctpshim.ike.exchange.ChildSas;
import org.sctpshim.ike.exchange.CloseTask;
import org.sctpshim.ike.exchange.DeleteChildTask;
import org.sctpshim.ike.exchange.ExchangeContext;
import org.sctpshim.ike.exchange.ExchangeTask;
import org.sctpshim.ike.exchange.LatestUpdates;
import org.sctpshim.ike.exchange.LivenessTask;
import org.sctpshim.ike.exchange.NatSelectors;
import org.sctpshim.ike.exchange.NatState;
import org.sctpshim.ike.exchange.RekeyChildTask;
import org.sctpshim.ike.exchange.RequestHandlers;
import org.sctpshim.ike.exchange.Route;
import org.sctpshim.ike.exchange.SessionHost;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.sa.UdpEncapsulation;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.DeletePayload;
import org.sctpshim.ike.wire.ExchangeRules;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.ProtocolId;
import org.sctpshim.ike.wire.RuleViolation;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SpiPair;

/** An established IKE SA: requests, answers, retransmission, and over which pair it all goes. */
final class Established implements Phase, ExchangeContext {
    /** How many requests may wait for room, more than any peer that answers makes wait. */
    private static final int MAX_WAITING = 2 * ChildSas.MAX_CHILDREN;

    /** How long the peer may take to delete an IKE SA whose place another took, or to use one that it asked for. */
    private static final long SUCCESSION_NS = 60_000_000_000L;

    /** How long an IKE SA that nothing depends on waits for the peer. */
    private static final long REDUNDANT_NS = 10_000_000_000L;

    private final SessionScope scope;
    private final IkeSa sa;
    private final RequestHandlers handlers = new RequestHandlers();
    private final OwnRequests requests;
    private final ReplyCache replies;
    private final UpdatePace updates = new UpdatePace();
    private final Pairing pairing;
    private final IkeSaAge age = new IkeSaAge();
    private final IkeSaSuccession succession;
    private ChildSas children;
    private SaAges ages;
    private LatestUpdates latestUpdates = new LatestUpdates();
    private @Nullable IkeSaSuccession claimed;
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
        this.succession = new IkeSaSuccession(scope, sa, this);
        this.ages = new SaAges(scope.parameters.lifetimes(), scope.random);
        this.lastHeardNs = scope.nowNs();
        age.begin(scope.parameters.lifetimes(), scope.random, scope.nowNs());
        children.all().forEach(child -> ages.began(child.spis(), children, scope.nowNs()));
    }

    /** Takes over from an initiator's handshake; the next request of this host has the given message id. */
    static Established asInitiator(SessionScope scope, IkeSa sa, UdpEndpoints endpoints, int firstRequestId) {
        ReplyCache replies = new ReplyCache(scope.parameters.window(), 0);
        Established established = new Established(scope, sa, endpoints, new ChildSas(), firstRequestId, replies);
        established.age.authenticated(scope.parameters.lifetimes(), scope.random, scope.nowNs());
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
        return new Established(scope, sa, endpoints, children, 0, replies);
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
        successor.age.onlyEndAt(scope.nowNs() + SUCCESSION_NS);
        return successor;
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
            follow(arrivedOver);
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
        IkeMessage asSeen = NatSelectors.substituted(response, scope.nat.status(), Role.INITIATOR, pairing.current());
        asked.task.answered(
                this, asSeen, new Arrival(asked.messageId, arrivedOver, proves, asked.wentOverSeveralPairs()));
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
        if (!updates.admits(opened, scope.nowNs())) {
            scope.dropped(DropReason.TOO_MANY_UPDATES);
            return;
        }
        lastHeardNs = scope.nowNs();
        follow(arrivedOver);
        if (claimed != null && !deletesIkeSa(opened)) {
            claimed.usedByPeer(scope.nowNs());
        }
        List<Payload> payloads = answer(opened, Arrival.ofRequest(messageId, arrivedOver));
        SealedMessage answer = sa.seal(message.header().answer(), payloads);
        replies.answered(messageId, answer);
        scope.send(arrivedOver, answer);
        if (closingReason != null) {
            succession.usedByPeer(scope.nowNs());
            close(closingReason);
        } else {
            succession.answerSent();
        }
    }

    private void answerAgain(Bytes raw, IkeMessage message, SealedMessage answer, UdpEndpoints arrivedOver) {
        if (sa.isRepetition(raw, message)) {
            scope.send(arrivedOver, answer);
        } else {
            scope.dropped(DropReason.NOT_AUTHENTIC);
        }
    }

    private static boolean deletesIkeSa(Opening opened) {
        return opened instanceof Opening.Opened readable
                && readable.message()
                        .all(DeletePayload.class)
                        .anyMatch(delete -> delete.protocol().equals(ProtocolId.IKE));
    }

    /** A fresh message of a peer behind a NAT tells where the NAT has it now, if nothing else can (RFC 7296 2.23). */
    private void follow(UdpEndpoints seen) {
        if (scope.nat.followsSilently(sa.mobike())
                && !seen.equals(pairing.endpoints())
                && scope.host.isAcceptable(sa.peer(), seen.addresses())) {
            movedByPeer(seen);
        }
    }

    private List<Payload> answer(Opening opened, Arrival arrival) {
        if (opened instanceof Opening.Opened readable) {
            IkeMessage asSeen =
                    NatSelectors.substituted(readable.message(), scope.nat.status(), Role.RESPONDER, pairing.current());
            return handlers.answer(this, asSeen, arrival);
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
        if (closedReason == null) {
            grow();
        }
        if (closedReason == null && requests.isIdle() && scope.nowNs() >= livenessDueNs()) {
            requests.add(new LivenessTask());
        }
        return next();
    }

    /** Does what has fallen due by the age of the IKE SA and its Child SAs. */
    private void grow() {
        long nowNs = scope.nowNs();
        if (isActive()) {
            for (SaAges.Due due : ages.due(nowNs)) {
                children.byOutboundSpi(due.spis().outbound())
                        .filter(child -> child.spis().equals(due.spis()))
                        .ifPresent(child -> queue(
                                due.hard()
                                        ? new DeleteChildTask(child.spis(), "its lifetime ended")
                                        : new RekeyChildTask(child.path(), child.spis())));
            }
        }
        if (age.takeRekey(nowNs)) {
            rekeyIkeSa();
        }
        if (age.takeReauthentication(nowNs) && scope.initiator) {
            scope.emit(new SessionEvent.ReauthenticationDue());
        }
        if (age.takeEnd(nowNs)) {
            end();
        }
    }

    /** Deletes the IKE SA; a delete that is not answered shortly is not waited for, since nothing depends on it. */
    private void end() {
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

    @Override
    public long deadlineNs() {
        long ofSas = Math.min(age.deadlineNs(), isActive() ? ages.deadlineNs() : Long.MAX_VALUE);
        return Math.min(ofSas, requests.isIdle() ? livenessDueNs() : requests.deadlineNs());
    }

    private long livenessDueNs() {
        return isActive() ? lastHeardNs + scope.parameters.livenessIntervalNs() : Long.MAX_VALUE;
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

    /** The ports by which the ESP of this IKE SA goes within UDP. */
    Optional<UdpEncapsulation> encapsulation() {
        return scope.nat.encapsulation(pairing.endpoints());
    }

    /** Keeps the mapping of this host's NAT alive; it is no message and nobody answers it. */
    void keepNatAlive() {
        scope.sendKeepalive(pairing.endpoints());
    }

    /** How long the peer has been asked and has not been heard of at all. */
    long silentNs() {
        long sinceNs = requests.waitingSinceNs();
        return sinceNs == Long.MAX_VALUE ? 0 : scope.nowNs() - Math.max(sinceNs, lastHeardNs);
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
        age.rekeyAt(atNs);
    }

    /** Nothing depends on it any more: it ends quietly if the peer does not delete it, or answer a delete, shortly. */
    void endSoon() {
        age.onlyEndAt(scope.nowNs() + REDUNDANT_NS);
    }

    /** Another IKE SA has taken the place of this one, which is now to be deleted by whoever asked for the other. */
    void replaced(boolean byThisHost) {
        age.onlyEndAt(scope.nowNs() + SUCCESSION_NS);
        if (byThisHost) {
            requests.add(new CloseTask("another IKE SA took its place"));
            endSoon();
        }
    }

    /** Takes the place of another IKE SA, with its Child SAs, its pair of addresses, and what it still had to ask. */
    void inherit(Established old) {
        claimed = null;
        children = old.children;
        ages = old.ages;
        latestUpdates = old.latestUpdates.ofSuccessor();
        lastHeardNs = old.lastHeardNs;
        pairing.use(old.pairing.current());
        age.begin(scope.parameters.lifetimes(), scope.random, scope.nowNs());
        age.inheritAuthentication(old.age);
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
        return latestUpdates;
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
            ages.began(made.child().spis(), children, scope.nowNs());
        }
        scope.emit(event);
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
        if (!scope.initiator || !sa.mobike()) {
            return;
        }
        latestUpdates.ownMoveBegins();
        pairing.use(pair);
        IkeSession heir = succession.heir();
        if (heir != null) {
            requests.reroute();
            heir.moveTo(pair, scope.nowNs());
            return;
        }
        scope.emit(new SessionEvent.Moved(pair));
        requests.announceMove(pair);
    }

    @Override
    public void movedByPeer(UdpEndpoints seen) {
        pairing.use(seen);
        requests.reroute();
        IkeSession heir = succession.heir();
        if (heir != null) {
            heir.movedByPeer(seen, scope.nowNs());
            return;
        }
        scope.emit(new SessionEvent.Moved(seen.addresses()));
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
        IkeSession heir = succession.heir();
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
    public void rekeyLater(SpiPair old) {
        ages.later(old, scope.nowNs());
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
