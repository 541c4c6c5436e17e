package org.sctpshim.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One path of one association, with its SAs and its next attempt. */
final class Path {
    private static final long FIRST_RETRY_NS = 20_000_000L;
    private static final long LAST_RETRY_NS = 2_000_000_000L;
    private static final long REMOVED_RETRY_NS = 500_000_000L;
    private static final long REFUSED_RETRY_NS = 10_000_000_000L;

    final PathId id;
    final Association association;
    final Backoff backoff = new Backoff(FIRST_RETRY_NS, LAST_RETRY_NS);
    private PathState state = PathState.PLANNED;
    private SctpPathState sctp = SctpPathState.UNKNOWN;
    private @Nullable SpiPair spis;
    private final List<SpiPair> replaced = new ArrayList<>();
    private @Nullable String refusal;

    Path(PathId id, Association association) {
        this.id = id;
        this.association = association;
    }

    PathState state() {
        return state;
    }

    Optional<SpiPair> spis() {
        return Optional.ofNullable(spis);
    }

    SctpPathState sctp() {
        return sctp;
    }

    /** Why the peer refused it, since it was last protected or put off. */
    Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    void hint(SctpPathState said) {
        sctp = said;
    }

    void negotiating() {
        state = PathState.NEGOTIATING;
    }

    /** Takes the new SAs; those they take the place of are remembered until they are deleted. */
    void protectedBy(SpiPair fresh) {
        if (spis != null) {
            replaced.add(spis);
        }
        spis = fresh;
        state = PathState.PROTECTED;
        refusal = null;
        backoff.reset();
    }

    boolean isProtectedBy(SpiPair any) {
        return any.equals(spis);
    }

    /** The SAs whose place others took, all but the newest so many, oldest first. */
    List<SpiPair> superfluous(int keep) {
        return List.copyOf(replaced.subList(0, Math.max(0, replaced.size() - keep)));
    }

    /** SAs whose place others took are deleted. */
    void forget(SpiPair deleted) {
        replaced.remove(deleted);
    }

    /** Back to planned after a refusal or a loss; the next attempt waits. */
    void unprotected(long nowNs) {
        spis = null;
        refusal = null;
        state = PathState.PLANNED;
        backoff.failed(nowNs);
    }

    /**
     * Its SAs are gone alone, as when the peer has closed the association and this end is about to learn of it from SCTP:
     * the next attempt would be in vain.
     */
    void putOff(long nowNs) {
        backoff.notBefore(nowNs + REMOVED_RETRY_NS);
    }

    /**
     * Back to planned after a refusal that is not meant to be temporary: it is tried again, but not soon.
     *
     * @return whether this is the first refusal since the path was last protected or put off
     */
    boolean refused(String reason, long nowNs) {
        boolean first = refusal == null;
        unprotected(nowNs);
        refusal = reason;
        backoff.notBefore(nowNs + REFUSED_RETRY_NS);
        return first;
    }

    PathView view() {
        return new PathView(id, association.peer(), state, spis(), sctp);
    }
}
