package org.sctpshim.ike.exchange;

import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;

/**
 * AUTH_LIFETIME (RFC 4478): the responder of an IKE SA says in IKE_AUTH, or in an INFORMATIONAL later, how long it takes
 * the initiator's authentication for good. The initiator authenticates anew before that.
 */
public final class AuthenticationLifetime {
    private static final long SECOND_NS = 1_000_000_000L;

    private AuthenticationLifetime() {}

    /** Says that authentication is good for this time. */
    public static NotifyPayload write(long lifetimeNs) {
        long seconds = Math.max(1, Math.min(Integer.MAX_VALUE, lifetimeNs / SECOND_NS));
        return NotifyPayload.authenticationLifetime((int) seconds);
    }

    /** Does what the peer says, if it says something of it and this host is the initiator; malformed is as good as unsaid. */
    public static void take(ExchangeContext context, IkeMessage message) {
        if (!context.isInitiator()) {
            return;
        }
        message.notification(NotifyType.AUTH_LIFETIME).ifPresent(notify -> {
            try {
                context.authenticationLimited(notify.readAuthenticationLifetime() * SECOND_NS);
            } catch (MalformedMessageException e) {
                // The peer ends the IKE SA when it likes to, said or unsaid.
            }
        });
    }
}
