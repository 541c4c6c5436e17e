package org.sctpshim.esp.aead;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.sctpshim.esp.linux.IpsecMb;

/**
 * Intel's multi-buffer library for IPsec: a whole burst in one call, in place, without a copy and without an object. For
 * x86-64 with the library installed; what it does not offer, another provider does.
 */
public final class IpsecMbProvider implements AeadProvider {

    private final IpsecMb library;
    private final KeyArena arena = new KeyArena();

    private IpsecMbProvider(IpsecMb library) {
        this.library = library;
    }

    /**
     * The provider.
     *
     * @throws IOException if the library is missing or does not suit this machine; the message says which
     */
    public static IpsecMbProvider load() throws IOException {
        return new IpsecMbProvider(IpsecMb.load());
    }

    @Override
    public String name() {
        return "ipsec-mb";
    }

    @Override
    public boolean supports(AeadAlgorithm algorithm) {
        return switch (algorithm.construction()) {
            case GCM, GMAC, CHACHA20_POLY1305_AEAD -> true;
            case CBC_HMAC, NULL_HMAC -> false;
        };
    }

    @Override
    public AeadKey key(AeadAlgorithm algorithm, byte[] octets) {
        algorithm.requireLength(octets);
        if (!supports(algorithm)) {
            throw new IllegalArgumentException(name() + " has no " + algorithm);
        }
        KeyArena.Place place = arena.take();
        if (algorithm == AeadAlgorithm.CHACHA20_POLY1305) {
            place.octets().put(0, octets);
        } else {
            library.expandGcmKey(octets, place.address());
        }
        return new IpsecMbKey(algorithm, arena, place);
    }

    @Override
    public Aead worker() {
        try {
            return new IpsecMbAead(library.newJobs());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name() + " (" + library.variant() + ")";
    }
}
