package org.sctpshim.ike.auth;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.wire.Bytes;

/**
 * Whether a peer's certificates are still good, for as long as what rests on them lasts: nobody says by itself that one
 * was revoked, so it is looked at again. One thread at a time.
 */
public final class CertificateStanding {
    /** Answers that have expired are asked for again no more often than this. */
    private static final Duration SOONEST = Duration.ofMinutes(1);

    /** After how long a failure of the network is tried again. */
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(10);

    /** How long the driver may leave a query unanswered. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<X509Certificate> path;
    private final TrustAnchors anchors;
    private final PresentedCertificates presented;

    /** The last answer to each query, for when the network fails: it counts as long as its own dates say. */
    private final Map<RevocationQuery, Bytes> lastAnswers = new HashMap<>();

    private @Nullable Set<RevocationQuery> sources;
    private Instant nextCheck = Instant.MAX;
    private Optional<Instant> askedSince = Optional.empty();

    CertificateStanding(List<X509Certificate> path, TrustAnchors anchors, PresentedCertificates presented) {
        this.path = List.copyOf(path);
        this.anchors = anchors;
        this.presented = presented;
    }

    /** Judges for the first time: what the peer sent along spares the network. */
    Judgement judge(RevocationAnswers answers, Instant at) {
        return judge(answers, at, false);
    }

    /**
     * Judges again: the network first, since what the peer once sent may be outdated long before it expires. The last
     * answer of the network stands in for one that cannot be had. Where the judgement is that the network has to be asked,
     * judge again once there are answers.
     */
    public Judgement judgeAgain(RevocationAnswers answers, Instant at) {
        return judge(answers, at, true);
    }

    private Judgement judge(RevocationAnswers answers, Instant at, boolean again) {
        Remembering remembering = new Remembering(answers, at);
        Revocation revocation = RevocationCheck.of(path, anchors, presented, remembering, at, again);
        if (revocation instanceof Revocation.Open open) {
            askedSince = askedSince.or(() -> Optional.of(at));
            nextCheck = at.plus(PATIENCE);
            return new Judgement.Undecided(open.queries());
        }
        askedSince = Optional.empty();
        if (revocation instanceof Revocation.Refused refused) {
            nextCheck = Instant.MAX;
            return new Judgement.NotAuthentic(refused.reason());
        }
        nextCheck = nextCheck(((Revocation.Clear) revocation).until(), remembering.failed, at);
        return new Judgement.Authentic(Optional.of(CertifiedPeer.of(path, this)));
    }

    private Instant nextCheck(Instant until, boolean failed, Instant at) {
        Instant next = until;
        if (anchors.online()) {
            Instant latest = at.plus(failed ? AFTER_FAILURE : anchors.recheckEvery());
            next = next.isBefore(latest) ? next : latest;
        }
        Instant soonest = at.plus(SOONEST);
        return next.isBefore(soonest) ? soonest : next;
    }

    /** When to judge again; {@link Instant#MAX} for never by itself. */
    public Instant nextCheck() {
        return nextCheck;
    }

    /** Whether the answer to this query says something about one of the certificates. */
    public boolean isConcernedBy(RevocationQuery query) {
        if (sources == null) {
            sources = anchors.online() ? sources() : Set.of();
        }
        return sources.contains(query);
    }

    private Set<RevocationQuery> sources() {
        Set<RevocationQuery> all = new HashSet<>();
        for (int i = 0; i < path.size() - 1; i++) {
            all.addAll(RevocationSources.of(path.get(i), path.get(i + 1)));
        }
        return all;
    }

    /** What the network has answered, now or before. */
    private final class Remembering implements RevocationAnswers {
        private final RevocationAnswers answers;
        private final boolean waitedLong;
        private boolean failed;

        Remembering(RevocationAnswers answers, Instant at) {
            this.answers = answers;
            this.waitedLong =
                    askedSince.map(since -> !at.isBefore(since.plus(PATIENCE))).orElse(false);
        }

        @Override
        public Answer of(RevocationQuery query) {
            Answer answer = answers.of(query);
            if (answer instanceof Answer.Came came) {
                lastAnswers.put(query, came.content());
                return answer;
            }
            if (answer instanceof Answer.NotAsked && !waitedLong) {
                return answer;
            }
            failed = true;
            Bytes last = lastAnswers.get(query);
            return last == null ? Answer.FAILED : new Answer.Came(last);
        }
    }
}
