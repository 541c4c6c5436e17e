package org.sctpshim.esp.aead;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The providers that every test of a cipher is run with. ipsec-mb is left out where its library is not installed. */
final class Providers {

    private Providers() {}

    static List<AeadProvider> all() {
        List<AeadProvider> all = new ArrayList<>(List.of(new JdkAeadProvider(), new BouncyCastleAeadProvider()));
        try {
            all.add(IpsecMbProvider.load());
        } catch (IOException e) {
            System.getLogger(Providers.class.getName())
                    .log(System.Logger.Level.WARNING, "left out: {0}", e.getMessage());
        }
        return all;
    }
}
