package org.sctpshim.ike.exchange;

import org.sctpshim.ike.crypto.RandomSource;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.Cookie2;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;

/** The COOKIE2 of one request, which only a peer that received the request can copy (RFC 4555 section 3.7). */
final class ReachabilityCookie {
    private static final int OCTETS = 16;

    private final Cookie2 cookie;

    private ReachabilityCookie(Cookie2 cookie) {
        this.cookie = cookie;
    }

    static ReachabilityCookie fresh(RandomSource random) {
        return new ReachabilityCookie(new Cookie2(Bytes.of(random.bytes(OCTETS))));
    }

    Payload toPayload() {
        return cookie.toNotify();
    }

    /** Whether the response has a COOKIE2 and it is another one: the IKE SA must be closed (RFC 4555 section 3.7). */
    boolean isContradictedBy(IkeMessage response) {
        return response.notification(NotifyType.COOKIE2).isPresent() && !isIn(response);
    }

    boolean isIn(IkeMessage response) {
        return response.notification(NotifyType.COOKIE2)
                .map(notify -> notify.data().equals(cookie.value()))
                .orElse(false);
    }
}
