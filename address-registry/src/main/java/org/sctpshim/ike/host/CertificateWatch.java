package org.sctpshim.ike.host;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.auth.CertificateCredential;
import org.sctpshim.ike.auth.CertifiedPeer;
import org.sctpshim.ike.auth.Credentials;
import org.sctpshim.ike.auth.Judgement;
import org.sctpshim.ike.auth.RevocationQuery;
import org.sctpshim.registry.Deadlines;
import org.sctpshim.registry.PeerId;

/**
 * Looks after certificates once handshakes are over: says in good time that one expires, and ends the IKE SA of a peer
 * whose certificate has expired or is revoked meanwhile. Nothing rests on such a peer from then on, so its SAs go at once;
 * it is told, and not waited for.
 */
final class CertificateWatch {
    /** The calendar's clock may be set at any time, so nothing is left alone for longer. */
    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

    private static final Duration LEAST = Duration.ofMillis(1);

    private final HostScope scope;
    private final Credentials own;
    private final ExpiryWarnings warnings;
    private final Deadlines<PeerId> looks = new Deadlines<>();
    private long ownLookNs;

    CertificateWatch(HostScope scope) {
        this.scope = scope;
        this.own = scope.parameters.session().credentials();
        this.warnings = new ExpiryWarnings(scope, own.warnBefore());
        this.ownLookNs = own.certificates().isEmpty() ? Long.MAX_VALUE : Long.MIN_VALUE;
    }

    /** A peer is being authenticated by a certificate: once that is done, it is looked at. */
    void authenticated(PeerId peer) {
        looks.set(peer, scope.nowNs());
    }

    /** Does what has fallen due. */
    void timeout() {
        if (scope.nowNs() >= ownLookNs) {
            lookAtOwn();
        }
        looks.due(scope.nowNs()).forEach(this::look);
    }

    /** When {@link #timeout} wants to be called; {@link Long#MAX_VALUE} for never. */
    long deadlineNs() {
        return Math.min(ownLookNs, looks.nextNs());
    }

    /** The network has answered. */
    void answered(RevocationQuery query) {
        for (SessionEntry entry : certified(scope.sessions.all())) {
            if (certificate(entry).standing().isConcernedBy(query)) {
                judgeAgainNow(entry);
            }
        }
    }

    /** Something else that judgements rest on has changed. */
    void judgeAllAgain() {
        certified(scope.sessions.all()).forEach(this::judgeAgainNow);
    }

    private void lookAtOwn() {
        Instant next = Instant.MAX;
        for (CertificateCredential credential : own.certificates()) {
            next = earlier(next, warnings.ofOwn(credential.subject(), credential.expires(), at()));
        }
        ownLookNs = scope.nowNs() + until(next).toNanos();
    }

    /** Looks at a peer's certificates, and sets when to look again. */
    private void look(PeerId peer) {
        looks.remove(peer);
        for (SessionEntry entry : certified(scope.sessions.with(peer))) {
            if (!at().isBefore(certificate(entry).standing().nextCheck())) {
                judgeAgain(entry);
            }
        }
        Instant next = Instant.MAX;
        List<SessionEntry> left = certified(scope.sessions.with(peer));
        for (SessionEntry entry : left) {
            CertifiedPeer certificate = certificate(entry);
            next = earlier(next, warnings.ofPeer(peer, certificate.subject(), certificate.expires(), at()));
            if (!at().isBefore(certificate.expires())) {
                end(
                        entry,
                        "its certificate \"" + certificate.subject() + "\", or one that it rests on, expired on "
                                + certificate.expires() + ": have it renewed");
            }
            next = earlier(
                    next, earlier(certificate.expires(), certificate.standing().nextCheck()));
        }
        if (!left.isEmpty()) {
            looks.set(peer, scope.nowNs() + until(next).toNanos());
        }
    }

    private void judgeAgain(SessionEntry entry) {
        Judgement judgement = certificate(entry).standing().judgeAgain(scope.revocation, at());
        if (judgement instanceof Judgement.NotAuthentic refused) {
            end(entry, refused.reason());
        } else if (judgement instanceof Judgement.Undecided undecided) {
            scope.askRevocation(undecided.queries());
        }
    }

    private void judgeAgainNow(SessionEntry entry) {
        judgeAgain(entry);
        PeerId peer = entry.peer;
        if (peer != null) {
            looks.set(peer, scope.nowNs()); // When to judge next has changed.
        }
    }

    /**
     * The delete goes out once, and nobody waits for the answer of a peer that is not to be trusted. What may come to take
     * the IKE SA's place ends as well.
     */
    private void end(SessionEntry entry, String reason) {
        String sentence = "peer \"" + entry.peer + "\" is not trusted any more: " + reason;
        Optional<CertifiedPeer> certificate = entry.certificate;
        entry.session().close(sentence, scope.nowNs());
        PeerId peer = entry.peer;
        if (peer != null) {
            scope.sessions.with(peer).stream()
                    .filter(each -> each.certificate.equals(certificate))
                    .forEach(each -> each.session().abandon(sentence, scope.nowNs()));
        }
    }

    private Instant at() {
        return own.clock().at(scope.nowNs());
    }

    private Duration until(Instant next) {
        Instant now = at();
        if (!next.isBefore(now.plus(LOOK_AGAIN))) {
            return LOOK_AGAIN;
        }
        Duration left = Duration.between(now, next);
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static CertifiedPeer certificate(SessionEntry entry) {
        return entry.certificate.orElseThrow();
    }

    /** Those that are in use and rest on certificates. */
    private static List<SessionEntry> certified(List<SessionEntry> entries) {
        List<SessionEntry> certified = new ArrayList<>();
        for (SessionEntry entry : entries) {
            if (entry.certificate.isPresent() && entry.view().facts().isPresent()) {
                certified.add(entry);
            }
        }
        return certified;
    }
}
