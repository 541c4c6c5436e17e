package org.sctpshim.ike.session;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.auth.CanonicalIdentity;
import org.sctpshim.ike.auth.CertificateRequests;
import org.sctpshim.ike.auth.Judgement;
import org.sctpshim.ike.auth.PresharedKey;
import org.sctpshim.ike.auth.Proof;
import org.sctpshim.ike.crypto.Opening;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.exchange.AuthenticationLifetime;
import org.sctpshim.ike.exchange.ChildNegotiation;
import org.sctpshim.ike.exchange.ChildOutcome;
import org.sctpshim.ike.exchange.ChildOutcomes;
import org.sctpshim.ike.exchange.ChildTerms;
import org.sctpshim.ike.exchange.NatSelectors;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.sa.PostquantumKey;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.AuthenticationPayload;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.EapPayload;
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
import org.sctpshim.registry.PathId;

/**
 * The initiator sent IKE_AUTH (RFC 7296 section 1.2), over the pair that answered IKE_SA_INIT and no other, since the
 * pair becomes the IKE SA's (RFC 4555 section 3.3).
 */
final class AuthSent implements Phase {
    private record Answer(IkeMessage message, UdpEndpoints arrivedOver) {}

    private final SessionScope scope;
    private final PeerEntry peer;
    private final KeyedExchange exchange;
    private final UdpEndpoints endpoints;
    private final ChildNegotiation childNegotiation;
    private final @Nullable PathId firstPath;
    private final int firstSpi;
    private final List<InetAddress> told;
    private final List<Payload> ppk;
    private final Proof proof;
    private final SealedRequest request;
    private final long startedNs;
    private int transmissions;
    private long dueNs;
    private @Nullable Answer undecided;

    private AuthSent(SessionScope scope, PeerEntry peer, KeyedExchange exchange, UdpEndpoints endpoints) {
        this.scope = scope;
        this.peer = peer;
        this.exchange = exchange;
        this.endpoints = endpoints;
        this.startedNs = scope.nowNs();
        this.childNegotiation = new ChildNegotiation(exchange.keys, scope.parameters.profile());
        this.firstPath = scope.host.firstPath(peer.id(), endpoints.addresses()).orElse(null);
        this.firstSpi = firstPath == null ? 0 : scope.host.newSpi();
        this.told = scope.host.advertisedTo(peer.id());
        this.ppk = PpkChoice.offer(scope, peer, exchange);
        this.proof = Authentication.prove(scope, peer, exchange);
        this.request = new SealedRequest(
                exchange, exchange.requestHeader(ExchangeType.IKE_AUTH, exchange.nextMessageId()), payloads());
    }

    /**
     * @param childless the responder takes an IKE_AUTH without a Child SA (RFC 6023)
     */
    static Phase start(
            SessionScope scope, PeerEntry peer, KeyedExchange exchange, UdpEndpoints endpoints, boolean childless) {
        if (!exchange.isPpkAgreed()
                && peer.postquantumKey().filter(PostquantumKey::mandatory).isPresent()) {
            exchange.wipe();
            return scope.closed("peer \"" + peer.id() + "\" takes no postquantum pre-shared key, which is mandatory for"
                    + " it: configure one there, or make it optional here");
        }
        AuthSent phase = new AuthSent(scope, peer, exchange, endpoints);
        if (phase.firstPath == null && !childless) {
            return phase.abandon("no association of this host may use " + endpoints.addresses()
                    + ": the peer's address is not permitted by policy, and it wants no IKE SA without a Child SA");
        }
        if (phase.proof instanceof Proof.Impossible impossible) {
            return phase.abandon("this host cannot authenticate to peer \"" + peer.id() + "\": " + impossible.reason());
        }
        phase.transmit();
        return phase;
    }

    private List<Payload> payloads() {
        Identification own = scope.parameters.identification();
        List<Payload> payloads = new ArrayList<>();
        payloads.add(IdentificationPayload.initiator(own));
        payloads.add(IdentificationPayload.responder(peer.identification()));
        payloads.addAll(CertificateRequests.of(peer.authentication()).authorities());
        if (proof instanceof Proof.Given given) {
            payloads.addAll(given.payloads());
        }
        payloads.addAll(ppk);
        if (firstPath != null) {
            payloads.addAll(childNegotiation.offer(firstPath, firstSpi, childTerms()));
        }
        if (scope.host.assertsInitialContact()) {
            payloads.add(NotifyPayload.of(NotifyType.INITIAL_CONTACT));
        }
        payloads.addAll(AuthExtras.write(scope, told, endpoints));
        return payloads;
    }

    private ChildTerms childTerms() {
        return new ChildTerms(scope.host.transportMode(peer.id()), endpoints.addresses());
    }

    private void transmit() {
        scope.send(endpoints, request.next());
        transmissions++;
        dueNs = scope.nowNs() + scope.retransmission().waitNs(transmissions);
    }

    @Override
    public Phase handle(Bytes raw, IkeMessage message, UdpEndpoints arrivedOver) {
        if (undecided != null) {
            scope.dropped(DropReason.UNEXPECTED_EXCHANGE);
            return this;
        }
        Optional<Opening> next = NextMessage.open(scope, exchange, ExchangeType.IKE_AUTH, raw, message);
        if (next.isEmpty()) {
            return this;
        }
        return next.get() instanceof Opening.Opened readable
                ? authenticate(readable.message(), arrivedOver)
                : abandon("peer \"" + peer.id() + "\" sent a malformed IKE_AUTH response");
    }

    private Phase authenticate(IkeMessage response, UdpEndpoints arrivedOver) {
        if (response.first(EapPayload.class).isPresent()) {
            return abandon(
                    "peer \"" + peer.id() + "\" wants this host to authenticate by EAP, which it does not do: have"
                            + " the peer take a pre-shared key or a certificate");
        }
        Optional<RuleViolation> broken = ExchangeRules.check(response).filter(violation -> !violation.isOfNotify());
        if (broken.isPresent()) {
            return abandon("peer \"" + peer.id() + "\" sent an IKE_AUTH response that breaks a rule: " + broken.get());
        }
        Optional<AuthenticationPayload> authentication = response.first(AuthenticationPayload.class);
        Optional<Identification> claimed = response.identification(PayloadType.IDR);
        if (authentication.isEmpty() || claimed.isEmpty()) {
            return abandon("peer \"" + peer.id() + "\" refused IKE_AUTH: "
                    + response.error().map(error -> hint(error.kind())).orElse("it sent no authentication"));
        }
        if (!CanonicalIdentity.of(claimed.get()).equals(CanonicalIdentity.of(peer.identification()))) {
            return abandon("peer \"" + peer.id() + "\" calls itself " + claimed.get() + ", not " + peer.identification()
                    + ": correct one of the two configurations");
        }
        return judge(new Answer(response, arrivedOver));
    }

    private Phase judge(Answer answer) {
        if (!PpkChoice.isTaken(exchange, answer.message())) {
            if (peer.postquantumKey().filter(PostquantumKey::mandatory).isPresent()) {
                return refuse("it does not use the postquantum pre-shared key that is mandatory for it");
            }
            exchange.dropPpk();
        }
        // The proof covers the identity as the peer spells it.
        PeerEntry spelled =
                answer.message().identification(PayloadType.IDR).map(peer::as).orElse(peer);
        Judgement judgement = Authentication.judge(scope, spelled, exchange, answer.message());
        if (judgement instanceof Judgement.NotAuthentic refused) {
            return refuse(refused.reason());
        }
        if (judgement instanceof Judgement.Authentic authentic) {
            return established(authentic, answer.message(), answer.arrivedOver());
        }
        undecided = answer;
        dueNs = startedNs + scope.parameters.handshakePatienceNs();
        return this;
    }

    /**
     * The responder takes the IKE SA for established already: it is told once that it is not, in an exchange of its own
     * (RFC 7296 section 2.21.2).
     */
    private Phase refuse(String reason) {
        IkeHeader header = exchange.requestHeader(ExchangeType.INFORMATIONAL, exchange.nextMessageId() + 1);
        scope.send(endpoints, exchange.seal(header, List.of(NotifyPayload.of(NotifyType.AUTHENTICATION_FAILED))));
        return abandon("peer \"" + peer.id() + "\" is not authentic: " + reason);
    }

    @Override
    public Phase revocationAnswered() {
        return undecided == null ? this : judge(undecided);
    }

    private String hint(NotifyType error) {
        if (error.equals(NotifyType.UNEXPECTED_NAT_DETECTED)) {
            return "UNEXPECTED_NAT_DETECTED: a NAT changes addresses on the way; allow NAT traversal at both ends";
        }
        return error.equals(NotifyType.AUTHENTICATION_FAILED)
                ? "AUTHENTICATION_FAILED: " + refusalHint()
                : error.toString();
    }

    private String refusalHint() {
        String known = peer.authentication().own() instanceof PresharedKey
                ? "the identities or pre-shared keys of the two ends differ"
                : "the peer does not believe this host's certificate, or expects another identity; its log says which";
        return ppk.isEmpty() ? known : known + "; or it has another postquantum pre-shared key, or none";
    }

    private Phase established(Judgement.Authentic authentic, IkeMessage response, UdpEndpoints arrivedOver) {
        exchange.adoptPpk();
        AuthExtras extras = AuthExtras.read(response, arrivedOver);
        IkeSa sa = new IkeSa(peer.id(), exchange, extras.mobike(), extras.window(), childNegotiation);
        Established established = Established.asInitiator(scope, sa, endpoints, exchange.nextMessageId() + 1);
        scope.host.identified(peer, authentic);
        scope.host.authenticated(
                peer.id(),
                extras.claim(endpoints.addresses(), told, scope.nat.status(), true),
                response.has(NotifyType.INITIAL_CONTACT));
        if (firstPath != null) {
            IkeMessage asSeen = NatSelectors.substituted(
                    response, scope.nat.status(), Role.INITIATOR, endpoints.addresses(), any -> false);
            ChildOutcome outcome = childNegotiation.accept(firstPath, firstSpi, childTerms(), asSeen, exchange.nonces);
            if (!(outcome instanceof ChildOutcome.Made)) {
                scope.host.releaseSpi(firstSpi);
            }
            ChildOutcomes.take(established, firstPath, outcome);
        }
        AuthenticationLifetime.take(established, response);
        return established.next();
    }

    @Override
    public Phase timeout() {
        if (undecided != null) {
            return refuse("nobody could tell in time whether its certificate is revoked");
        }
        if (scope.nowNs() - startedNs >= scope.parameters.handshakePatienceNs()) {
            return abandon(
                    "peer \"" + peer.id() + "\" answered IKE_SA_INIT but not IKE_AUTH over " + endpoints.addresses());
        }
        transmit();
        return this;
    }

    @Override
    public boolean isAuthenticating() {
        return true;
    }

    @Override
    public long deadlineNs() {
        return dueNs;
    }

    @Override
    public Phase abandon(String reason) {
        if (firstPath != null) {
            scope.host.releaseSpi(firstSpi);
            scope.emit(new SessionEvent.ChildRefused(firstPath, true, reason));
        }
        exchange.wipe();
        return scope.closed(reason);
    }
}
