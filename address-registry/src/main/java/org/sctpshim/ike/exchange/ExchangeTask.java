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

    /** The pair that the request was pinned to did not answer; an answer may still come another way. */
    default void pinnedPairSilent(ExchangeContext context) {}
}
