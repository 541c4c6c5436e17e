package org.sctpshim.benchmarks.harness;

import java.io.IOException;
import java.util.Optional;
import org.sctpshim.esp.aead.IpsecMbProvider;

/** Which of our cipher providers this machine has. */
final class Providers {

    private Providers() {}

    /** Why ipsec-mb cannot be used here. */
    static Optional<String> ipsecMbHindrance() {
        try {
            IpsecMbProvider.load();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
