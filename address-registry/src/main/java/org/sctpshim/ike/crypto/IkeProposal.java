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
 * A proposal for an IKE SA with AEADs, which therefore has no integrity transform (RFC 5282 section 8).
 *
 * @param encryption best first
 * @param prfs best first
 * @param keyExchanges best first; an initiator sends its key exchange payload for the first
 */
public record IkeProposal(List<CipherSpec> encryption, List<Prf> prfs, List<KeyExchangeMethod> keyExchanges)
        implements SuiteProposal<IkeSuite> {
    /** Everything that we can do, best first. */
    public static final IkeProposal DEFAULT = new IkeProposal(
            List.of(CipherSpec.AES_GCM_16_256, CipherSpec.AES_GCM_16_128),
            List.of(Prf.HMAC_SHA2_256),
            List.of(KeyExchangeMethod.CURVE25519, KeyExchangeMethod.ECP_256));

    public IkeProposal {
        encryption = List.copyOf(encryption);
        prfs = List.copyOf(prfs);
        keyExchanges = List.copyOf(keyExchanges);
        encryption.forEach(CipherSpec::requireSupported);
        if (encryption.isEmpty() || prfs.isEmpty() || keyExchanges.isEmpty()) {
            throw new IllegalArgumentException("an IKE proposal needs a choice of each type");
        }
        keyExchanges.forEach(ProposalSelection::requireSupported);
    }

    @Override
    public ProtocolId protocol() {
        return ProtocolId.IKE;
    }

    @Override
    public Map<TransformType, List<Transform>> choices() {
        Map<TransformType, List<Transform>> choices = new LinkedHashMap<>();
        choices.put(
                TransformType.ENCR,
                encryption.stream().map(CipherSpec::transform).toList());
        choices.put(
                TransformType.PRF,
                prfs.stream().map(prf -> Transform.of(prf.function())).toList());
        choices.put(TransformType.KE, keyExchanges.stream().map(Transform::of).toList());
        return choices;
    }

    @Override
    public IkeSuite suite(List<Transform> chosen) {
        PseudorandomFunction function = new PseudorandomFunction(
                ProposalSelection.only(chosen, TransformType.PRF).id());
        return new IkeSuite(
                CipherSpec.of(ProposalSelection.only(chosen, TransformType.ENCR)),
                Prf.of(function).orElseThrow(() -> new IllegalArgumentException(function + " is not supported")),
                new KeyExchangeMethod(
                        ProposalSelection.only(chosen, TransformType.KE).id()));
    }
}
