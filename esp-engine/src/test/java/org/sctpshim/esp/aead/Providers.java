package org.sctpshim.esp.aead;

import java.util.List;

/** The providers that every test of a cipher is run with. */
final class Providers {

    private Providers() {}

    static List<AeadProvider> all() {
        return List.of(new JdkAeadProvider(), new BouncyCastleAeadProvider());
    }
}
