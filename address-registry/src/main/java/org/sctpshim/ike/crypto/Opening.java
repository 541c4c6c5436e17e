package org.sctpshim.ike.crypto;

import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MalformedMessageException;

/** What came of opening a protected message. */
public sealed interface Opening {
    /**
     * The peer sent this.
     *
     * @param message with the inner payloads in the encrypted payload's place
     * @param inner the inner payloads' octets as the peer wrote them, which authentication may cover ({@link
     *     IntermediateAuthentication})
     */
    record Opened(IkeMessage message, Bytes inner) implements Opening {}

    /** Not made with the peer's key, for whatever reason: to be dropped and counted, without changing anything. */
    record NotAuthentic() implements Opening {}

    /** The peer sent this, but the payloads inside cannot be read: to be answered with INVALID_SYNTAX. */
    record MalformedInside(IkeHeader header, MalformedMessageException fault) implements Opening {}
}
