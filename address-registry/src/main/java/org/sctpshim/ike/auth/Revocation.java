package org.sctpshim.ike.auth;

import java.time.Instant;
import java.util.Set;

/** What is known of the revocation of a path's certificates. */
sealed interface Revocation {
    /** No reason against any of them, and what says so is to be believed until then; {@link Instant#MAX} for ever. */
    record Clear(Instant until) implements Revocation {}

    /** One is revoked, or it takes more to believe that it is not; {@code reason} is a sentence. */
    record Refused(String reason) implements Revocation {}

    /** It has to be asked on the network first. */
    record Open(Set<RevocationQuery> queries) implements Revocation {
        /** Copies the set. */
        public Open {
            queries = Set.copyOf(queries);
        }
    }
}
