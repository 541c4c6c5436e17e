package org.sctpshim.benchmarks.esp;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.sctpshim.esp.aead.AeadProvider;
import org.sctpshim.esp.aead.BouncyCastleAeadProvider;
import org.sctpshim.esp.aead.IpsecMbProvider;
import org.sctpshim.esp.aead.JdkAeadProvider;

/** Cipher providers by the names that benchmarks have for them. */
final class Ciphers {

    private Ciphers() {}

    static AeadProvider named(String name) {
        return switch (name) {
            case "ipsec-mb" -> ipsecMb();
            case "jdk" -> new JdkAeadProvider();
            case "bouncycastle" -> new BouncyCastleAeadProvider();
            case "none" -> new NoCipherProvider();
            default -> throw new IllegalArgumentException("no provider " + name);
        };
    }

    private static AeadProvider ipsecMb() {
        try {
            return IpsecMbProvider.load();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
