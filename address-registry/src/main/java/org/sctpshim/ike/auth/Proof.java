package org.sctpshim.ike.auth;

import java.util.List;
import org.sctpshim.ike.wire.Payload;

/** What this host shows to a peer. */
public sealed interface Proof {
    /** Payloads of IKE_AUTH: certificates if there are any, then AUTH. */
    record Given(List<Payload> payloads) implements Proof {
        /** Copies the list. */
        public Given {
            payloads = List.copyOf(payloads);
        }
    }

    /** There is nothing that the peer could verify; {@code reason} is a sentence for an operator. */
    record Impossible(String reason) implements Proof {}
}
