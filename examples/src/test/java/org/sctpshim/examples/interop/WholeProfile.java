package org.sctpshim.examples.interop;

import java.util.List;
import org.sctpshim.ike.crypto.ChildProposal;
import org.sctpshim.ike.crypto.CipherSpec;
import org.sctpshim.ike.crypto.IkeProposal;
import org.sctpshim.ike.crypto.Prf;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.SequenceNumbers;

/** All algorithms that we have but AES with 192 bits, so that a peer's choice alone decides what is negotiated. */
final class WholeProfile {
    private static final List<CipherSpec> AEADS =
            List.of(CipherSpec.AES_GCM_16_256, CipherSpec.AES_GCM_16_128, CipherSpec.CHACHA20_POLY1305);
    private static final List<CipherSpec> CBCS = List.of(
            CipherSpec.AES_CBC_256_HMAC_SHA2_512,
            CipherSpec.AES_CBC_256_HMAC_SHA2_384,
            CipherSpec.AES_CBC_256_HMAC_SHA2_256,
            CipherSpec.AES_CBC_128_HMAC_SHA2_512,
            CipherSpec.AES_CBC_128_HMAC_SHA2_384,
            CipherSpec.AES_CBC_128_HMAC_SHA2_256);
    private static final List<Prf> PRFS = List.of(Prf.HMAC_SHA2_256, Prf.HMAC_SHA2_384, Prf.HMAC_SHA2_512);
    private static final List<SequenceNumbers> SEQUENCE_NUMBERS = List.of(SequenceNumbers.ESN, SequenceNumbers.NO_ESN);
    private static final List<KeyExchangeMethod> GROUPS = List.of(
            KeyExchangeMethod.CURVE25519,
            KeyExchangeMethod.ECP_256,
            KeyExchangeMethod.ECP_384,
            KeyExchangeMethod.ECP_521,
            KeyExchangeMethod.MODP_2048,
            KeyExchangeMethod.MODP_3072,
            KeyExchangeMethod.MODP_4096);

    static final SecurityProfile EVERYTHING = new SecurityProfile(
            "everything",
            List.of(new IkeProposal(AEADS, PRFS, GROUPS), new IkeProposal(CBCS, PRFS, GROUPS)),
            List.of(
                    new ChildProposal(AEADS, SEQUENCE_NUMBERS, List.of()),
                    new ChildProposal(CBCS, SEQUENCE_NUMBERS, List.of())),
            GROUPS);

    private WholeProfile() {}
}
