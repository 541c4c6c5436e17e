package org.sctpshim.ike.auth;

import java.util.Optional;
import java.util.Set;

/** What became of a peer's proof. The peer itself learns no more than that it is no good. */
public sealed interface Judgement {
    /**
     * The peer is who it says it is.
     *
     * @param certificate what its certificate says; empty where it used a shared key
     */
    record Authentic(Optional<CertifiedPeer> certificate) implements Judgement {
        static final Authentic BY_KEY = new Authentic(Optional.empty());
    }

    /** It is not, or nobody can tell; {@code reason} completes "is refused:" for an operator. */
    record NotAuthentic(String reason) implements Judgement {}

    /**
     * All that can be seen here is right, but whether a certificate is revoked has to be asked on the network. Judge again
     * once there are answers; a query that failed counts as one.
     */
    record Undecided(Set<RevocationQuery> queries) implements Judgement {
        /** Copies the set. */
        public Undecided {
            queries = Set.copyOf(queries);
        }
    }

    /** RFC 7296 section 2.16: an initiator without AUTH wants EAP. */
    static NotAuthentic withoutAuthentication() {
        return new NotAuthentic(
                "it asks for authentication by EAP, and only pre-shared keys and certificates are supported");
    }
}
