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
 * A proposal for an ESP SA pair. With AEADs it has no integrity transform; other ciphers go into a proposal of their own.
 *
 * @param encryption best first
 * @param sequenceNumbers best first
 * @param keyExchanges best first; empty for a Child SA without a key exchange of its own, as in IKE_AUTH. {@link
 *     KeyExchangeMethod#NONE} among others makes it optional
 * @param additionalKeyExchanges for each additional key exchange (RFC 9370) its methods, best first. They take place in
 *     IKE_FOLLOWUP_KE exchanges, and only after a first one: not where that is optional
 */
public record ChildProposal(
        List<CipherSpec> encryption,
        List<SequenceNumbers> sequenceNumbers,
        List<KeyExchangeMethod> keyExchanges,
        List<List<KeyExchangeMethod>> additionalKeyExchanges)
        implements SuiteProposal<ChildSuite> {
    /** AES-GCM, best first, with keys from the IKE SA alone. */
    public static final ChildProposal DEFAULT = new ChildProposal(
            List.of(CipherSpec.AES_GCM_16_256, CipherSpec.AES_GCM_16_128),
            List.of(SequenceNumbers.ESN, SequenceNumbers.NO_ESN),
            List.of());

    public ChildProposal {
        encryption = List.copyOf(encryption);
        sequenceNumbers = List.copyOf(sequenceNumbers);
        keyExchanges = List.copyOf(keyExchanges);
        additionalKeyExchanges = KeyExchangeChoices.copyOf(additionalKeyExchanges);
        if (encryption.isEmpty() || sequenceNumbers.isEmpty()) {
            throw new IllegalArgumentException("a Child proposal needs a cipher and a kind of sequence numbers");
        }
        boolean mayHaveNone = keyExchanges.isEmpty() || keyExchanges.contains(KeyExchangeMethod.NONE);
        if (mayHaveNone && !additionalKeyExchanges.isEmpty()) {
            throw new IllegalArgumentException("additional key exchanges need a first one");
        }
        Protection.requireOneKind(encryption);
        KeyExchangeChoices.require(keyExchanges, additionalKeyExchanges);
    }

    /** With one key exchange, or none. */
    public ChildProposal(
            List<CipherSpec> encryption, List<SequenceNumbers> sequenceNumbers, List<KeyExchangeMethod> keyExchanges) {
        this(encryption, sequenceNumbers, keyExchanges, List.of());
    }

    /** The same for IKE_AUTH, where a Child SA has no key exchange of its own (RFC 7296 section 1.2). */
    public ChildProposal withoutKeyExchange() {
        return withKeyExchanges(List.of());
    }

    /** The same with one key exchange by one of these methods, and no additional ones. */
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
        Protection.addTo(choices, encryption);
        KeyExchangeChoices.addTo(choices, keyExchanges, additionalKeyExchanges);
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
                Protection.chosen(chosen),
                new SequenceNumbers(
                        ProposalSelection.only(chosen, TransformType.ESN).id()),
                keyExchange,
                KeyExchangeChoices.chosenAdditional(chosen));
    }
}
