package org.sctpshim.ike.session;

import java.time.Duration;
import org.sctpshim.ike.crypto.RandomSource;

/**
 * How long SAs live (RFC 7296 section 2.8). A soft lifetime is when an SA is replaced, a hard one when it ends if it
 * could not be replaced. Lifetimes are not negotiated: each end has its own, and both ends replace.
 *
 * <p>A soft lifetime is shortened by a random part, so that many SAs made at once are not replaced at once, and two ends
 * with the same figures seldom collide.
 *
 * @param childSoftNs after how long a Child SA is replaced
 * @param childHardNs after how long a Child SA ends
 * @param ikeSoftNs after how long an IKE SA is replaced by CREATE_CHILD_SA, without authenticating anew
 * @param ikeHardNs after how long an IKE SA ends
 * @param reauthenticationNs after how long the end that initiated the IKE SA authenticates anew (RFC 7296 section
 *     2.8.3); {@link #NEVER} by default
 * @param jitterPercent by how much at most a soft lifetime is shortened, 0 to 50
 */
public record Lifetimes(
        long childSoftNs,
        long childHardNs,
        long ikeSoftNs,
        long ikeHardNs,
        long reauthenticationNs,
        int jitterPercent) {
    /** A lifetime that does not end. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int DEFAULT_JITTER_PERCENT = 10;
    private static final int JITTER_STEPS = 1 << 16;

    /**
     * A Child SA is replaced after an hour and an IKE SA after four. Associations of signalling stay up for months, and
     * a quiet path sends a heartbeat every 30 s: time, not traffic, is what ends their SAs. What a cipher may seal is
     * watched by the data plane beside it.
     */
    public static final Lifetimes DEFAULT = new Lifetimes(NEVER, NEVER, NEVER, NEVER, NEVER, DEFAULT_JITTER_PERCENT)
            .withChild(Duration.ofHours(1))
            .withIke(Duration.ofHours(4));

    /** Nothing is replaced and nothing ends by age. */
    public static final Lifetimes UNLIMITED = new Lifetimes(NEVER, NEVER, NEVER, NEVER, NEVER, 0);

    /** Checks the figures. */
    public Lifetimes {
        boolean positive = childSoftNs > 0 && ikeSoftNs > 0 && reauthenticationNs > 0;
        boolean ordered = childSoftNs <= childHardNs && ikeSoftNs <= ikeHardNs;
        if (!positive || !ordered || jitterPercent < 0 || jitterPercent > 50) {
            throw new IllegalArgumentException("lifetimes must be positive, a hard one not below its soft one, and the"
                    + " jitter 0 to 50 percent");
        }
    }

    /** Replaces Child SAs after this time; they end after a fifth more. */
    public Lifetimes withChild(Duration soft) {
        return new Lifetimes(soft.toNanos(), hard(soft), ikeSoftNs, ikeHardNs, reauthenticationNs, jitterPercent);
    }

    /** Replaces IKE SAs after this time; they end after a fifth more. */
    public Lifetimes withIke(Duration soft) {
        return new Lifetimes(childSoftNs, childHardNs, soft.toNanos(), hard(soft), reauthenticationNs, jitterPercent);
    }

    /**
     * Authenticates anew after this time, if this host initiated the IKE SA; if the peer did, it is told to (AUTH_LIFETIME,
     * RFC 4478), and the IKE SA ends after a fifth more.
     */
    public Lifetimes withReauthentication(Duration soft) {
        return new Lifetimes(childSoftNs, childHardNs, ikeSoftNs, ikeHardNs, soft.toNanos(), jitterPercent);
    }

    /** After how long an IKE SA ends under which nobody authenticated anew. */
    long authenticationHardNs() {
        return after(reauthenticationNs, reauthenticationNs / 5);
    }

    /** Shortens soft lifetimes by so much at most. */
    public Lifetimes withJitterPercent(int percent) {
        return new Lifetimes(childSoftNs, childHardNs, ikeSoftNs, ikeHardNs, reauthenticationNs, percent);
    }

    private static long hard(Duration soft) {
        return after(soft.toNanos(), soft.toNanos() / 5);
    }

    /** A soft lifetime less its random part. */
    long shortened(long softNs, RandomSource random) {
        if (softNs == NEVER) {
            return NEVER;
        }
        byte[] drawn = random.bytes(2);
        int step = (drawn[0] & 0xff) << 8 | (drawn[1] & 0xff);
        return softNs - softNs / 100 * jitterPercent / JITTER_STEPS * step;
    }

    /** A time so much later, and never for what is never. */
    static long after(long nowNs, long inNs) {
        return inNs > 0 && nowNs > Long.MAX_VALUE - inNs ? NEVER : nowNs + inNs;
    }
}
