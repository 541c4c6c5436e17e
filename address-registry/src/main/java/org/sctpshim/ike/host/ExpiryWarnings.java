package org.sctpshim.ike.host;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.registry.PeerId;

/** Says once, and then once a day, that a certificate expires; a peer that comes back again and again says it no more often. */
final class ExpiryWarnings {
    private static final Duration EVERY = Duration.ofDays(1);

    /** What was told last of a certificate; another one of the same owner begins anew. */
    private record Told(String subject, Instant expires, Instant at) {
        boolean isOf(String otherSubject, Instant otherExpiry) {
            return subject.equals(otherSubject) && expires.equals(otherExpiry);
        }
    }

    private final HostScope scope;
    private final Duration before;
    private final Map<String, Told> own = new HashMap<>();
    private final Map<PeerId, Told> peers = new HashMap<>();

    ExpiryWarnings(HostScope scope, Duration before) {
        this.scope = scope;
        this.before = before;
    }

    /** Looks at one of this host's certificates; the result is when to look again. */
    Instant ofOwn(String subject, Instant expires, Instant now) {
        Instant due = due(own.get(subject), subject, expires);
        if (now.isBefore(due)) {
            return due;
        }
        own.put(subject, new Told(subject, expires, now));
        return tell(Optional.empty(), subject, expires, now);
    }

    /** Looks at a peer's certificate; the result is when to look again. */
    Instant ofPeer(PeerId peer, String subject, Instant expires, Instant now) {
        Instant due = due(peers.get(peer), subject, expires);
        if (now.isBefore(due)) {
            return due;
        }
        peers.values().removeIf(told -> told.at.isBefore(now.minus(EVERY))); // Peers may come and go for ever.
        peers.put(peer, new Told(subject, expires, now));
        return tell(Optional.of(peer), subject, expires, now);
    }

    private Instant due(@Nullable Told told, String subject, Instant expires) {
        return told != null && told.isOf(subject, expires) ? told.at.plus(EVERY) : expires.minus(before);
    }

    private Instant tell(Optional<PeerId> owner, String subject, Instant expires, Instant now) {
        scope.emit(new HostEvent.CertificateExpiring(owner, subject, expires, Duration.between(now, expires)));
        return now.plus(EVERY);
    }
}
