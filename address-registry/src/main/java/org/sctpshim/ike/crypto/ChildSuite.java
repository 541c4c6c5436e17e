package org.sctpshim.ike.crypto;

import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.SequenceNumbers;

/**
 * The algorithms of one Child SA pair.
 *
 * @param keyExchange the method of its own key exchange; none where the keys come from the IKE SA's alone
 * @param additionalKeyExchanges the methods of those that follow, in their order; mostly none
 */
public record ChildSuite(
        CipherSpec encryption,
        SequenceNumbers sequenceNumbers,
        Optional<KeyExchangeMethod> keyExchange,
        List<KeyExchangeMethod> additionalKeyExchanges) {
    public ChildSuite {
        encryption.requireSupported();
        additionalKeyExchanges = List.copyOf(additionalKeyExchanges);
    }

    /** With one key exchange, or none. */
    public ChildSuite(CipherSpec encryption, SequenceNumbers sequenceNumbers, Optional<KeyExchangeMethod> keyExchange) {
        this(encryption, sequenceNumbers, keyExchange, List.of());
    }

    /** Whether sequence numbers have 64 bits. */
    public boolean isExtendedSequenceNumbers() {
        return sequenceNumbers.equals(SequenceNumbers.ESN);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(encryption + "/" + sequenceNumbers);
        keyExchange.ifPresent(method -> text.append('/').append(method));
        additionalKeyExchanges.forEach(method -> text.append('+').append(method));
        return text.toString();
    }
}
