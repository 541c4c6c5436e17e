package org.sctpshim.ike.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.sctpshim.ike.crypto.RandomSource;
import org.sctpshim.ike.exchange.ChildSas;
import org.sctpshim.registry.SpiPair;

/** When the Child SAs of one IKE SA fall due to be replaced, and when they end. */
final class SaAges {
    /** What has fallen due: the Child SA is to be replaced, or, when hard, it is to end. */
    record Due(long atNs, SpiPair spis, boolean hard) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return Long.compare(atNs, other.atNs);
        }
    }

    private static final long FIRST_RETRY_NS = 1_000_000_000L;
    private static final int MOST_DOUBLINGS = 4;
    private static final int SLACK = 64;

    private final Lifetimes lifetimes;
    private final RandomSource random;
    private final PriorityQueue<Due> dues = new PriorityQueue<>();
    private final Map<SpiPair, Integer> failures = new HashMap<>();

    SaAges(Lifetimes lifetimes, RandomSource random) {
        this.lifetimes = lifetimes;
        this.random = random;
    }

    /** A Child SA begins its life. */
    void began(SpiPair spis, ChildSas children, long nowNs) {
        if (dues.size() > 4 * children.size() + SLACK) {
            dues.removeIf(due -> !children.has(due.spis));
            failures.keySet().removeIf(each -> !children.has(each));
        }
        add(Lifetimes.after(nowNs, lifetimes.shortened(lifetimes.childSoftNs(), random)), spis, false);
        add(Lifetimes.after(nowNs, lifetimes.childHardNs()), spis, true);
    }

    private void add(long atNs, SpiPair spis, boolean hard) {
        if (atNs != Lifetimes.NEVER) {
            dues.add(new Due(atNs, spis, hard));
        }
    }

    /** A Child SA could not be replaced: it falls due again, later each time. */
    void later(SpiPair spis, long nowNs) {
        int failed = failures.merge(spis, 1, Integer::sum);
        add(nowNs + retryNs(failed, random), spis, false);
    }

    /** How long to wait after so many failures: seconds, doubled each time, and a random part against lockstep. */
    static long retryNs(int failures, RandomSource random) {
        long waitNs = FIRST_RETRY_NS << Math.min(MOST_DOUBLINGS, failures - 1);
        return waitNs + waitNs / 256 * (random.bytes(1)[0] & 0xff);
    }

    /** Takes what has fallen due. */
    List<Due> due(long nowNs) {
        List<Due> found = new ArrayList<>();
        for (Due next = dues.peek(); next != null && next.atNs <= nowNs; next = dues.peek()) {
            found.add(dues.remove());
        }
        return found;
    }

    /** When the next falls due; {@link Long#MAX_VALUE} for never. */
    long deadlineNs() {
        Due next = dues.peek();
        return next == null ? Long.MAX_VALUE : next.atNs;
    }
}
