package org.sctpshim.ike.crypto;

import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.Identification;

/**
 * SK_d, SK_pi and SK_pr of an IKE SA with a postquantum preshared key mixed in (RFC 8784 section 3). They exist beside
 * the IKE SA's own until it is known which of them the peer uses; {@link IkeSaKeys#adopt} then puts them in the place of
 * those, and {@link #close} drops them.
 */
public final class PpkKeys implements AutoCloseable {
    private final Prf prf;
    final SecretBytes skD;
    final SecretBytes skPi;
    final SecretBytes skPr;

    PpkKeys(Prf prf, SecretBytes ppk, SecretBytes skD, SecretBytes skPi, SecretBytes skPr) {
        this.prf = prf;
        this.skD = mixed(ppk, skD);
        this.skPi = mixed(ppk, skPi);
        this.skPr = mixed(ppk, skPr);
    }

    /** prf+(PPK, the key without). */
    private SecretBytes mixed(SecretBytes ppk, SecretBytes without) {
        return prf.expand(ppk, prf.octets(), without.exposed());
    }

    /** As {@link IkeSaKeys#signedOctets}, with the key that the PPK went into. */
    public SignedOctets signedOctets(
            Role signer,
            Bytes firstMessage,
            Bytes othersNonce,
            Identification identification,
            IntermediateAuthentication intermediate,
            int authMessageId) {
        return SignedOctets.of(
                prf,
                signer == Role.INITIATOR ? skPi : skPr,
                firstMessage,
                othersNonce,
                identification,
                intermediate.octets(authMessageId));
    }

    @Override
    public void close() {
        skD.close();
        skPi.close();
        skPr.close();
    }
}
