package org.sctpshim.ike.crypto;

import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.NoncePayload;

/** Ni and Nr of one exchange: its initiator's first, whoever initiated the IKE SA. */
public record Nonces(Bytes initiator, Bytes responder) {
    /** Octets of the nonces that we make: half the key length of every pseudorandom function we have, at least. */
    public static final int OWN_OCTETS = 32;

    public Nonces(NoncePayload initiator, NoncePayload responder) {
        this(initiator.nonce(), responder.nonce());
    }

    /** A fresh nonce. */
    public static NoncePayload fresh(RandomSource random) {
        return new NoncePayload(Bytes.of(random.bytes(OWN_OCTETS)));
    }

    /** Whether a nonce has at least half as many octets as keys of the function (RFC 7296 section 2.10). */
    public static boolean suffices(NoncePayload nonce, Prf prf) {
        return 2 * nonce.nonce().length() >= prf.octets();
    }

    /** Ni | Nr. */
    Bytes joined() {
        return Bytes.concat(initiator, responder);
    }
}
