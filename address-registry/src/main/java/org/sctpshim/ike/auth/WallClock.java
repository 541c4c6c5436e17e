package org.sctpshim.ike.auth;

import java.time.Instant;

/**
 * Tells the calendar's time, which certificates are dated by, of a moment of the monotonic clock that IKE is run by. The
 * driver owns both clocks.
 */
@FunctionalInterface
public interface WallClock {
    /** For hosts that look at no certificate. */
    WallClock STOPPED = nowNs -> Instant.EPOCH;

    /** The calendar's time at {@code nowNs}, which is the present. */
    Instant at(long nowNs);
}
