package org.sctpshim.ike.exchange;

import java.util.Optional;
import org.sctpshim.ike.wire.NotifyType;

/** What follows from a series of key exchanges, at either end. One of the two is called, once. */
public interface Sequel {
    /**
     * All are done: keys are derived from them, and the SA is there.
     *
     * @return why it is not, for the peer to be told
     */
    Optional<NotifyType> complete(ExchangeContext context, KeyExchangeSeries series);

    /** It came to nothing, and the secrets are wiped. */
    void failed(ExchangeContext context, String reason);
}
