package org.sctpshim.ike.exchange;

import java.util.List;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.Payload;

/** A request of this host within an established IKE SA. */
public interface ExchangeTask {
    /** The exchange that the request belongs to. */
    ExchangeType exchange();

    /** Over which pair the request goes. */
    default Route route() {
        return Route.CURRENT;
    }

    /** Does what must not wait until there is room for the request. */
    default void queued(ExchangeContext context) {}

    /** Makes the request's payloads; called once, when the request gets its message id. */
    List<Payload> request(ExchangeContext context);

    /** Takes the response, authenticated and decrypted. */
    void answered(ExchangeContext context, IkeMessage response, Arrival arrival);

    /** Whether there is nothing left to ask for when the request's turn comes; it is then dropped. */
    default boolean isMoot(ExchangeContext context) {
        return false;
    }

    /** Whether it makes, replaces or deletes Child SAs, so that the IKE SA is not to be replaced meanwhile. */
    default boolean concernsChildren() {
        return false;
    }

    /** Whether nothing else of this host may be on its way beside it, so that its answer changes nothing for others. */
    default boolean isExclusive() {
        return false;
    }

    /** The IKE SA ended before the response came. */
    default void abandoned(ExchangeContext context) {}

    /** The pair that the request was pinned to did not answer; an answer may still come another way. */
    default void pinnedPairSilent(ExchangeContext context) {}
}
