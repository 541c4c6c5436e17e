package org.sctpshim.ike.crypto;

/**
 * The keys of a Child SA pair (RFC 7296 section 2.17). Initiator and responder are those of the exchange that made the
 * pair, whoever initiated the IKE SA.
 */
public record ChildSaKeys(ChildSaKey initiatorToResponder, ChildSaKey responderToInitiator) implements AutoCloseable {
    static ChildSaKeys derive(Prf prf, SecretBytes skD, ChildSuite suite, byte[]... seed) {
        int octets = suite.encryption().materialOctets();
        try (SecretBytes material = prf.expand(skD, 2 * octets, seed)) {
            KeyCutter cutter = new KeyCutter(material);
            return new ChildSaKeys(
                    new ChildSaKey(suite.encryption(), cutter.next(octets)),
                    new ChildSaKey(suite.encryption(), cutter.next(octets)));
        }
    }

    /** The key of what the end with this role in the exchange sends. */
    public ChildSaKey outbound(Role own) {
        return own == Role.INITIATOR ? initiatorToResponder : responderToInitiator;
    }

    /** The key of what the end with this role in the exchange receives. */
    public ChildSaKey inbound(Role own) {
        return outbound(own.peer());
    }

    @Override
    public void close() {
        initiatorToResponder.close();
        responderToInitiator.close();
    }
}
