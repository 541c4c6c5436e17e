package org.sctpshim.ike.crypto;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.ProtocolId;
import org.sctpshim.ike.wire.SequenceNumbers;
import org.sctpshim.ike.wire.Transform;
import org.sctpshim.ike.wire.TransformType;

/**
 * A proposal for an ESP SA pair with AEADs.
 *
 * @param encryption best first
 * @param sequenceNumbers best first
 * @param keyExchanges best first; empty for a Child SA without a key exchange of its own, as in IKE_AUTH. {@link
 *     KeyExchangeMethod#NONE} among others makes it optional
 */
public record ChildProposal(
        List<CipherSpec> encryption, List<SequenceNumbers> sequenceNumbers, List<KeyExchangeMethod> keyExchanges)
        implements SuiteProposal<ChildSuite> {
    /** Everything that we can do, best first, with keys from the IKE SA alone. */
    public static final ChildProposal DEFAULT = new ChildProposal(
            List.of(CipherSpec.AES_GCM_16_256, CipherSpec.AES_GCM_16_128),
            List.of(SequenceNumbers.ESN, SequenceNumbers.NO_ESN),
            List.of());

    public ChildProposal {
        encryption = List.copyOf(encryption);
        sequenceNumbers = List.copyOf(sequenceNumbers);
        keyExchanges = List.copyOf(keyExchanges);
        encryption.forEach(CipherSpec::requireSupported);
        if (encryption.isEmpty() || sequenceNumbers.isEmpty()) {
            throw new IllegalArgumentException("a Child proposal needs a cipher and a kind of sequence numbers");
        }
        keyExchanges.stream()
                .filter(method -> !method.equals(KeyExchangeMethod.NONE))
                .forEach(ProposalSelection::requireSupported);
    }

    /** The same for IKE_AUTH, where a Child SA has no key exchange of its own (RFC 7296 section 1.2). */
    public ChildProposal withoutKeyExchange() {
        return withKeyExchanges(List.of());
    }

    public ChildProposal withKeyExchanges(List<KeyExchangeMethod> methods) {
        return new ChildProposal(encryption, sequenceNumbers, methods);
    }

    @Override
    public ProtocolId protocol() {
        return ProtocolId.ESP;
    }

    @Override
    public Map<TransformType, List<Transform>> choices() {
        Map<TransformType, List<Transform>> choices = new LinkedHashMap<>();
        choices.put(
                TransformType.ENCR,
                encryption.stream().map(CipherSpec::transform).toList());
        if (!keyExchanges.isEmpty()) {
            choices.put(
                    TransformType.KE, keyExchanges.stream().map(Transform::of).toList());
        }
        choices.put(
                TransformType.ESN, sequenceNumbers.stream().map(Transform::of).toList());
        return choices;
    }

    @Override
    public ChildSuite suite(List<Transform> chosen) {
        Optional<KeyExchangeMethod> keyExchange = chosen.stream()
                .filter(transform -> transform.type().equals(TransformType.KE))
                .map(transform -> new KeyExchangeMethod(transform.id()))
                .filter(method -> !method.equals(KeyExchangeMethod.NONE))
                .findFirst();
        return new ChildSuite(
                CipherSpec.of(ProposalSelection.only(chosen, TransformType.ENCR)),
                new SequenceNumbers(
                        ProposalSelection.only(chosen, TransformType.ESN).id()),
                keyExchange);
    }
}
