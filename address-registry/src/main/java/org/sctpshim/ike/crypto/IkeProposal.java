package org.sctpshim.ike.crypto;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.ProtocolId;
import org.sctpshim.ike.wire.PseudorandomFunction;
import org.sctpshim.ike.wire.Transform;
import org.sctpshim.ike.wire.TransformType;

/**
 * A proposal for an IKE SA. With AEADs it has no integrity transform (RFC 5282 section 8); other ciphers go into a
 * proposal of their own.
 *
 * @param encryption best first
 * @param prfs best first
 * @param keyExchanges best first; an initiator sends its key exchange payload for the first
 * @param additionalKeyExchanges for each additional key exchange (RFC 9370) its methods, best first; {@link
 *     KeyExchangeMethod#NONE} among them makes it optional. They take place in IKE_INTERMEDIATE exchanges
 */
public record IkeProposal(
        List<CipherSpec> encryption,
        List<Prf> prfs,
        List<KeyExchangeMethod> keyExchanges,
        List<List<KeyExchangeMethod>> additionalKeyExchanges)
        implements SuiteProposal<IkeSuite> {
    /** AEADs, SHA-2 and elliptic curves, best first. */
    public static final IkeProposal DEFAULT = new IkeProposal(
            List.of(CipherSpec.AES_GCM_16_256, CipherSpec.CHACHA20_POLY1305, CipherSpec.AES_GCM_16_128),
            List.of(Prf.HMAC_SHA2_256, Prf.HMAC_SHA2_384, Prf.HMAC_SHA2_512),
            List.of(KeyExchangeMethod.CURVE25519, KeyExchangeMethod.ECP_256));

    public IkeProposal {
        encryption = List.copyOf(encryption);
        prfs = List.copyOf(prfs);
        keyExchanges = List.copyOf(keyExchanges);
        additionalKeyExchanges = KeyExchangeChoices.copyOf(additionalKeyExchanges);
        boolean without = keyExchanges.contains(KeyExchangeMethod.NONE);
        if (encryption.isEmpty() || prfs.isEmpty() || keyExchanges.isEmpty() || without) {
            throw new IllegalArgumentException("an IKE proposal needs a choice of each type");
        }
        Protection.requireOneKind(encryption);
        KeyExchangeChoices.require(keyExchanges, additionalKeyExchanges);
    }

    /** With one key exchange. */
    public IkeProposal(List<CipherSpec> encryption, List<Prf> prfs, List<KeyExchangeMethod> keyExchanges) {
        this(encryption, prfs, keyExchanges, List.of());
    }

    /** The same with these additional key exchanges. */
    public IkeProposal withAdditionalKeyExchanges(List<List<KeyExchangeMethod>> additional) {
        return new IkeProposal(encryption, prfs, keyExchanges, additional);
    }

    @Override
    public ProtocolId protocol() {
        return ProtocolId.IKE;
    }

    @Override
    public Map<TransformType, List<Transform>> choices() {
        Map<TransformType, List<Transform>> choices = new LinkedHashMap<>();
        Protection.addTo(choices, encryption);
        choices.put(
                TransformType.PRF,
                prfs.stream().map(prf -> Transform.of(prf.function())).toList());
        KeyExchangeChoices.addTo(choices, keyExchanges, additionalKeyExchanges);
        return choices;
    }

    @Override
    public IkeSuite suite(List<Transform> chosen) {
        PseudorandomFunction function = new PseudorandomFunction(
                ProposalSelection.only(chosen, TransformType.PRF).id());
        return new IkeSuite(
                Protection.chosen(chosen),
                Prf.of(function).orElseThrow(() -> new IllegalArgumentException(function + " is not supported")),
                new KeyExchangeMethod(
                        ProposalSelection.only(chosen, TransformType.KE).id()),
                KeyExchangeChoices.chosenAdditional(chosen));
    }
}
