package org.sctpshim.ike.exchange;

import java.util.Arrays;
import org.sctpshim.ike.crypto.Nonces;
import org.sctpshim.ike.wire.Bytes;

/**
 * Which of two simultaneous rekeyings is redundant: the one whose exchange had the lowest of all four nonces, compared
 * octet by octet, a nonce that is the other's beginning being the lower one (RFC 7296 sections 2.8.1 and 2.8.2).
 */
public final class LowestNonce {
    private LowestNonce() {}

    /** The lower of the two nonces of one exchange. */
    public static Bytes of(Nonces nonces) {
        return isLower(nonces.initiator(), nonces.responder()) ? nonces.initiator() : nonces.responder();
    }

    /** Whether the first is the lower one. */
    public static boolean isLower(Bytes one, Bytes other) {
        return Arrays.compareUnsigned(one.toArray(), other.toArray()) < 0;
    }
}
