package org.sctpshim.ike.exchange;

import java.util.List;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.Payload;

/** Answers one kind of request of the peer. */
public interface RequestHandler {
    /**
     * Does what the request asks for.
     *
     * @param request the request, authenticated, decrypted and seen for the first time
     * @return the payloads of the response
     */
    List<Payload> answer(ExchangeContext context, IkeMessage request, Arrival arrival);
}
