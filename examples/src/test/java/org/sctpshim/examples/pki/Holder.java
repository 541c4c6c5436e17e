package org.sctpshim.examples.pki;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Somebody with a key and a certificate.
 *
 * @param name what its files are called
 * @param keys its keys
 * @param chain its certificate, and those that lead from it to the root, which is not in it unless it is the holder
 */
public record Holder(String name, KeyPair keys, List<X509Certificate> chain) {
    /** Copies the list. */
    public Holder {
        chain = List.copyOf(chain);
    }

    /** Its own certificate. */
    public X509Certificate certificate() {
        return chain.get(0);
    }
}
