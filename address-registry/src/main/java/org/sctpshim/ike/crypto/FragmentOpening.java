package org.sctpshim.ike.crypto;

import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.MalformedMessageException;

/** What came of opening one fragment of a protected message. */
public sealed interface FragmentOpening {
    /** The peer sent this. */
    record Opened(Fragment fragment) implements FragmentOpening {}

    /** Not made with the peer's key, for whatever reason: to be dropped and counted, without changing anything. */
    record NotAuthentic() implements FragmentOpening {}

    /** The peer sent this, but its padding or its first payload's type is wrong: the message will never be whole. */
    record MalformedInside(IkeHeader header, MalformedMessageException fault) implements FragmentOpening {}
}
