package org.sctpshim.ike.session;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.auth.CanonicalIdentity;
import org.sctpshim.ike.auth.Judgement;
import org.sctpshim.ike.auth.Proof;
import org.sctpshim.ike.crypto.Opening;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.exchange.AuthenticationLifetime;
import org.sctpshim.ike.exchange.ChildNegotiation;
import org.sctpshim.ike.exchange.ChildOutcome;
import org.sctpshim.ike.exchange.ChildSas;
import org.sctpshim.ike.exchange.ChildTerms;
import org.sctpshim.ike.exchange.NatSelectors;
import org.sctpshim.ike.exchange.NatVow;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.AuthenticationPayload;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeRules;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.ike.wire.IdentificationPayload;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.PayloadType;
import org.sctpshim.ike.wire.RuleViolation;
import org.sctpshim.ike.wire.SecurityAssociationPayload;

/** The responder answered IKE_SA_INIT and waits for IKE_AUTH (RFC 7296 section 1.2). */
final class InitAnswered implements Phase {
    private record Claimant(PeerEntry peer, IkeMessage message, UdpEndpoints arrivedOver) {}

    private final SessionScope scope;
    private final KeyedExchange exchange;
    private final Bytes request;
    private final Bytes response;
    private final long expiresNs;
    private int askedOctets;
    private @Nullable Claimant undecided;

    /**
     * @param request IKE_SA_INIT as it came
     * @param response the answer to it as it went
     */
    InitAnswered(SessionScope scope, KeyedExchange exchange, Bytes request, Bytes response) {
        this.scope = scope;
        this.exchange = exchange;
        this.request = request;
        this.response = response;
        this.expiresNs = scope.nowNs() + scope.parameters.handshakePatienceNs();
    }

    @Override
    public Phase handle(Bytes raw, IkeMessage message, UdpEndpoints arrivedOver) {
        if (raw.equals(request)) {
            scope.send(arrivedOver, response);
            return this;
        }
        if (undecided != null) {
            scope.dropped(DropReason.UNEXPECTED_EXCHANGE);
            return this;
        }
        Optional<Opening> next = NextMessage.open(scope, exchange, ExchangeType.IKE_AUTH, raw, message);
        if (next.isEmpty()) {
            return this;
        }
        askedOctets = exchange.octetsOf(raw, message);
        if (next.get() instanceof Opening.Opened readable) {
            return authenticate(readable.message(), arrivedOver);
        }
        return unusable(message.header(), arrivedOver, NotifyPayload.of(NotifyType.INVALID_SYNTAX));
    }

    /** RFC 7296 section 2.21.2: nothing of such a request is looked at, the proof in it included. */
    private Phase unusable(IkeHeader header, UdpEndpoints arrivedOver, NotifyPayload notify) {
        String sentence = arrivedOver.addresses().remote().getHostAddress()
                + " is refused: its IKE_AUTH request cannot be read, or has payloads that have no place there, or lacks one";
        scope.emit(new SessionEvent.AuthenticationFailed(arrivedOver.addresses(), sentence));
        return refuse(header, arrivedOver, notify, sentence);
    }

    private Phase authenticate(IkeMessage message, UdpEndpoints arrivedOver) {
        boolean wantsEap = message.first(AuthenticationPayload.class).isEmpty();
        Optional<RuleViolation> broken = wantsEap ? Optional.empty() : ExchangeRules.check(message);
        if (broken.isPresent()) {
            return unusable(message.header(), arrivedOver, broken.get().notification(message));
        }
        Optional<Identification> claimed = message.identification(PayloadType.IDI);
        PeerEntry peer = claimed.flatMap(scope.host::peer).orElse(null);
        String fault = peer == null ? "no peer is configured by that name" : fault(message);
        if (peer == null || fault != null) {
            return notAuthentic(message, arrivedOver, claimed, Objects.requireNonNullElse(fault, "it is unknown"));
        }
        PpkChoice choice = PpkChoice.ofResponder(peer, exchange, message);
        return choice instanceof PpkChoice.Made made
                ? judge(new Claimant(peer, made.message(), arrivedOver))
                : notAuthentic(message, arrivedOver, claimed, ((PpkChoice.Impossible) choice).reason());
    }

    /** What is wrong with the request besides the proof in it. */
    private @Nullable String fault(IkeMessage message) {
        Identification own = scope.parameters.identification();
        Optional<Identification> meant = message.identification(PayloadType.IDR);
        return meant.isPresent() && !CanonicalIdentity.of(meant.get()).equals(CanonicalIdentity.of(own))
                ? "it asks for " + meant.get() + ", and this host is " + own
                : null;
    }

    private Phase judge(Claimant claimant) {
        IkeMessage message = claimant.message();
        PeerEntry peer = claimant.peer();
        Judgement judgement = Authentication.judge(scope, peer, exchange, message);
        if (judgement instanceof Judgement.NotAuthentic refused) {
            return notAuthentic(message, claimant.arrivedOver(), Optional.of(peer.identification()), refused.reason());
        }
        if (judgement instanceof Judgement.Authentic authentic) {
            return admit(claimant, authentic);
        }
        undecided = claimant;
        return this;
    }

    @Override
    public Phase revocationAnswered() {
        return undecided == null ? this : judge(undecided);
    }

    private Phase admit(Claimant claimant, Judgement.Authentic authentic) {
        PeerEntry peer = claimant.peer();
        IkeMessage message = claimant.message();
        UdpEndpoints arrivedOver = claimant.arrivedOver();
        Optional<String> objection = scope.host.objection(peer.id(), message.has(NotifyType.INITIAL_CONTACT));
        if (objection.isPresent()) {
            return refuse(message.header(), arrivedOver, NotifyType.TEMPORARY_FAILURE, objection.get());
        }
        Optional<String> full = scope.host.overLimit(peer.id());
        if (full.isPresent()) {
            String sentence = "peer \"" + peer.id() + "\" is refused: " + full.get();
            scope.emit(new SessionEvent.AuthenticationFailed(arrivedOver.addresses(), sentence));
            return refuse(message.header(), arrivedOver, NotifyType.TEMPORARY_FAILURE, sentence);
        }
        exchange.adoptPpk();
        Proof proof = Authentication.prove(scope, peer, exchange, message);
        if (proof instanceof Proof.Given given) {
            scope.host.identified(peer, authentic);
            return established(peer, given.payloads(), message, arrivedOver);
        }
        String sentence =
                "this host cannot authenticate to peer \"" + peer.id() + "\": " + ((Proof.Impossible) proof).reason();
        scope.emit(new SessionEvent.AuthenticationFailed(arrivedOver.addresses(), sentence));
        return refuse(message.header(), arrivedOver, NotifyType.AUTHENTICATION_FAILED, sentence);
    }

    /** The peer itself learns no more than that its proof is no good. */
    private Phase notAuthentic(
            IkeMessage message, UdpEndpoints arrivedOver, Optional<Identification> claimed, String reason) {
        String sentence = arrivedOver.addresses().remote().getHostAddress() + " calls itself "
                + claimed.map(Identification::toString).orElse("nothing") + " and is refused: " + reason;
        scope.emit(new SessionEvent.AuthenticationFailed(arrivedOver.addresses(), sentence));
        return refuse(message.header(), arrivedOver, NotifyType.AUTHENTICATION_FAILED, sentence);
    }

    private Phase established(PeerEntry peer, List<Payload> proof, IkeMessage message, UdpEndpoints arrivedOver) {
        AuthExtras extras = AuthExtras.read(message, arrivedOver);
        if (extras.vow() == NatVow.BROKEN) {
            String sentence = "peer \"" + peer.id() + "\" at "
                    + arrivedOver.addresses().remote().getHostAddress()
                    + " is refused: its NO_NATS_ALLOWED names other addresses, so a NAT is between;"
                    + " allow NAT traversal at both ends, or take the NAT away";
            scope.emit(new SessionEvent.PeerRefused(peer.id(), arrivedOver.addresses(), sentence));
            return refuse(message.header(), arrivedOver, NotifyType.UNEXPECTED_NAT_DETECTED, sentence);
        }
        ChildNegotiation negotiation = new ChildNegotiation(exchange.keys, scope.parameters.profile());
        List<InetAddress> told = scope.host.advertisedTo(peer.id());
        scope.host.authenticated(
                peer.id(),
                extras.claim(arrivedOver.addresses(), told, scope.nat.status(), false),
                message.has(NotifyType.INITIAL_CONTACT));
        ChildSas children = new ChildSas();
        List<Payload> payloads = new ArrayList<>();
        Identification own = scope.parameters.identification();
        payloads.add(IdentificationPayload.responder(own));
        payloads.addAll(proof);
        IkeMessage asSeen = NatSelectors.substituted(
                message, scope.nat.status(), Role.RESPONDER, arrivedOver.addresses(), any -> false);
        if (exchange.usesPpk()) {
            payloads.add(NotifyPayload.of(NotifyType.PPK_IDENTITY));
        }
        // Without an SA payload the initiator wants no Child SA yet (RFC 6023).
        ChildTerms terms = new ChildTerms(scope.host.transportMode(peer.id()), arrivedOver.addresses());
        ChildOutcome outcome = message.first(SecurityAssociationPayload.class).isPresent()
                ? negotiation.answer(scope.host, peer.id(), terms, asSeen, exchange.nonces, children, scope.random)
                : null;
        if (outcome instanceof ChildOutcome.Made made) {
            children.add(made.child());
            scope.emit(new SessionEvent.ChildEstablished(made.child(), Optional.empty(), true));
            payloads.addAll(made.answer());
        } else if (outcome instanceof ChildOutcome.Refused refused) {
            payloads.add(refused.notification());
        }
        payloads.addAll(AuthExtras.write(scope, told, arrivedOver));
        if (scope.parameters.lifetimes().reauthenticationNs() != Lifetimes.NEVER) {
            payloads.add(
                    AuthenticationLifetime.write(scope.parameters.lifetimes().reauthenticationNs()));
        }
        SealedMessage answer = exchange.seal(message.header().answer(), payloads);
        scope.send(arrivedOver, answer);
        IkeSa sa = new IkeSa(peer.id(), exchange, extras.mobike(), extras.window(), negotiation);
        return Established.asResponder(scope, sa, arrivedOver, children, exchange.nextMessageId(), answer);
    }

    private Phase refuse(IkeHeader asked, UdpEndpoints arrivedOver, NotifyType type, String reason) {
        return refuse(asked, arrivedOver, NotifyPayload.of(type), reason);
    }

    /** Whoever is not authenticated gets no more octets than it sent. */
    private Phase refuse(IkeHeader asked, UdpEndpoints arrivedOver, NotifyPayload notify, String reason) {
        SealedMessage refusal = exchange.seal(asked.answer(), List.of(notify));
        if (!refusal.exceeds(askedOctets)) {
            scope.send(arrivedOver, refusal);
        }
        return abandon(reason);
    }

    @Override
    public Phase timeout() {
        if (undecided != null) {
            Claimant claimant = undecided;
            return notAuthentic(
                    claimant.message(),
                    claimant.arrivedOver(),
                    Optional.of(claimant.peer().identification()),
                    "nobody could tell in time whether its certificate is revoked");
        }
        return abandon("the initiator never sent IKE_AUTH");
    }

    @Override
    public long deadlineNs() {
        return expiresNs;
    }

    @Override
    public Phase abandon(String reason) {
        exchange.wipe();
        return scope.closed(reason);
    }
}
