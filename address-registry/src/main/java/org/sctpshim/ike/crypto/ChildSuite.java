package org.sctpshim.ike.crypto;

import java.util.Optional;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.SequenceNumbers;

/**
 * The algorithms of one Child SA pair.
 *
 * @param keyExchange the method of its own key exchange; none where the keys come from the IKE SA's alone
 */
public record ChildSuite(
        CipherSpec encryption, SequenceNumbers sequenceNumbers, Optional<KeyExchangeMethod> keyExchange) {
    public ChildSuite {
        encryption.requireSupported();
    }

    /** Whether sequence numbers have 64 bits. */
    public boolean isExtendedSequenceNumbers() {
        return sequenceNumbers.equals(SequenceNumbers.ESN);
    }

    @Override
    public String toString() {
        return encryption + "/" + sequenceNumbers
                + keyExchange.map(method -> "/" + method).orElse("");
    }
}
