package org.sctpshim.ike.wire;

/**
 * COOKIE2 (RFC 4555 section 4.2.5): unpredictable octets that the answer repeats, which shows that the peer receives at
 * the address they were sent to.
 *
 * @param value 8 to 64 octets
 */
public record Cookie2(Bytes value) {
    public static final int OCTETS_LEAST = 8;
    public static final int OCTETS_MOST = 64;

    public Cookie2 {
        if (!isCookieLength(value.length())) {
            throw new IllegalArgumentException("a COOKIE2 of " + value.length() + " octets");
        }
    }

    public NotifyPayload toNotify() {
        return NotifyPayload.of(NotifyType.COOKIE2, value);
    }

    public static Cookie2 read(NotifyPayload notify) throws MalformedMessageException {
        if (!isCookieLength(notify.data().length())) {
            throw new MalformedMessageException(
                    "COOKIE2", 0, notify.data().length() + " octets are not " + OCTETS_LEAST + ".." + OCTETS_MOST);
        }
        return new Cookie2(notify.data());
    }

    private static boolean isCookieLength(int length) {
        return length >= OCTETS_LEAST && length <= OCTETS_MOST;
    }
}
