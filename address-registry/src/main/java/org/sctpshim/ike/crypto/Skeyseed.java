package org.sctpshim.ike.crypto;

import java.util.List;
import org.sctpshim.ike.wire.OctetWriter;

/**
 * SKEYSEED (RFC 7296 sections 2.14 and 2.18): the stage between a shared secret and an IKE SA's keys. Making it consumes
 * the shared secret, and {@link #keys} consumes it.
 */
public final class Skeyseed {
    private final IkeSuite suite;
    private final Nonces nonces;
    private final SecretBytes seed;

    private Skeyseed(IkeSuite suite, Nonces nonces, SecretBytes seed) {
        this.suite = suite;
        this.nonces = nonces;
        this.seed = seed;
    }

    /** For an IKE SA of its own: SKEYSEED = prf(Ni | Nr, g^ir). */
    public static Skeyseed initial(IkeSuite suite, Nonces nonces, SharedSecret shared) {
        try (shared;
                SecretBytes key = SecretBytes.adopt(nonces.joined().toArray())) {
            return new Skeyseed(
                    suite, nonces, suite.prf().apply(key, shared.secret().exposed()));
        }
    }

    /**
     * For a rekeyed one, with the old IKE SA's prf: SKEYSEED = prf(SK_d (old), g^ir (new) | Ni | Nr | SK(1) | ... | SK(n)),
     * where the last come from additional key exchanges (RFC 9370 section 2.2.4), mostly none.
     */
    static Skeyseed rekeyed(
            Prf oldPrf,
            SecretBytes oldSkD,
            IkeSuite suite,
            Nonces nonces,
            SharedSecret first,
            List<SharedSecret> additional) {
        try (SecretBytes joined = SharedSecret.joined(first, nonces, additional)) {
            return new Skeyseed(suite, nonces, oldPrf.apply(oldSkD, joined.exposed()));
        }
    }

    /** The IKE SA's keys: prf+(SKEYSEED, Ni | Nr | SPIi | SPIr). */
    public IkeSaKeys keys(long initiatorSpi, long responderSpi) {
        byte[] spis = new OctetWriter().i64(initiatorSpi).i64(responderSpi).toArray();
        int length = IkeSaKeys.materialOctets(suite);
        try (seed;
                SecretBytes material =
                        suite.prf().expand(seed, length, nonces.joined().toArray(), spis)) {
            return IkeSaKeys.of(suite, initiatorSpi, responderSpi, material);
        }
    }

    @Override
    public String toString() {
        return "Skeyseed(" + suite + ")";
    }
}
