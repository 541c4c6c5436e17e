package org.sctpshim.ike.auth;

import java.security.cert.X509Certificate;
import java.util.List;

/** What came of looking for a way from a certificate to an authority that is trusted. */
sealed interface TrustPath {
    /**
     * There is one, and all of it holds.
     *
     * @param certificates the peer's own first, the anchor last; a peer's own that is trusted by itself is alone
     */
    record Found(List<X509Certificate> certificates) implements TrustPath {
        /** Copies the list. */
        public Found {
            certificates = List.copyOf(certificates);
        }
    }

    /** There is none; {@code reason} is a sentence. */
    record Missing(String reason) implements TrustPath {}
}
