package org.sctpshim.ike.host;

import java.util.Optional;
import org.sctpshim.ike.crypto.CookieSecrets;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.IpAddress;
import org.sctpshim.ike.wire.NoncePayload;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;

/**
 * Whether an IKE_SA_INIT request is worth a key exchange and a session (RFC 7296 section 2.6). Does the same work
 * whoever asks: two hashes at most.
 */
final class Admission {
    /** For how long cookies are asked for after the last overload, so that one handshake does not see both ways. */
    private static final long CALM_DOWN_NS = 10_000_000_000L;

    private final HostScope scope;
    private final CookieSecrets cookies;
    private long cookiesUntilNs = Long.MIN_VALUE;

    Admission(HostScope scope) {
        this.scope = scope;
        this.cookies = new CookieSecrets(scope.random);
    }

    /** What becomes of a first request. */
    enum Verdict {
        /** Let in without a cookie. */
        ADMITTED,
        /** Let in: the initiator is where it says. */
        PROVEN,
        /** Dropped and counted, or answered with a cookie. */
        REFUSED
    }

    Verdict decide(IkeDatagram datagram, IkeMessage request) {
        if (!scope.peers.permitsForSome(datagram.endpoints().addresses().remote())) {
            return refused(DropReason.NO_POLICY);
        }
        HalfOpenSessions halfOpen = scope.sessions.halfOpen();
        HalfOpenLimits limits = scope.parameters.halfOpen();
        if (halfOpen.total() >= limits.cookiesFrom()) {
            cookiesUntilNs = scope.nowNs() + CALM_DOWN_NS;
        }
        var source = datagram.endpoints().addresses().remote();
        boolean wanted = scope.nowNs() < cookiesUntilNs || halfOpen.from(source) >= limits.perSource();
        boolean proven = hasCookie(request, IpAddress.of(source));
        if (wanted && !proven) {
            demandCookie(datagram, request);
            return Verdict.REFUSED;
        }
        boolean tooMany = halfOpen.total() >= limits.total() || halfOpen.provenFrom(source) >= limits.perSource();
        if (tooMany) {
            return refused(DropReason.HALF_OPEN_LIMIT);
        }
        return proven ? Verdict.PROVEN : Verdict.ADMITTED;
    }

    private Verdict refused(DropReason reason) {
        scope.drops.count(reason);
        return Verdict.REFUSED;
    }

    private boolean hasCookie(IkeMessage request, IpAddress source) {
        Optional<NoncePayload> nonce = request.first(NoncePayload.class);
        Optional<NotifyPayload> shown = request.notification(NotifyType.COOKIE);
        return nonce.isPresent()
                && shown.isPresent()
                && cookies.made(
                        shown.get().data(),
                        nonce.get().nonce(),
                        source,
                        request.header().initiatorSpi(),
                        scope.nowNs());
    }

    /** Has the initiator show that it is there, and keeps nothing of its request. */
    void demandCookie(IkeDatagram datagram, IkeMessage request) {
        scope.drops.count(DropReason.COOKIE_DEMANDED);
        IkeHeader header = request.header();
        IpAddress source = IpAddress.of(datagram.endpoints().addresses().remote());
        request.first(NoncePayload.class).ifPresent(nonce -> {
            Bytes cookie = cookies.cookie(nonce.nonce(), source, header.initiatorSpi(), scope.nowNs());
            UnprotectedAnswers.send(scope, datagram, header, NotifyPayload.of(NotifyType.COOKIE, cookie));
        });
    }
}
