package org.sctpshim.ike.wire;

/**
 * Encrypted and Authenticated payload SK (RFC 7296 section 3.14), unopened. Always a message's last.
 *
 * @param firstInner the type of the first payload inside, which stands where others have their next payload's type
 * @param content initialization vector, ciphertext and integrity check data
 */
public record EncryptedPayload(PayloadType firstInner, Bytes content) implements Payload {
    @Override
    public PayloadType type() {
        return PayloadType.SK;
    }

    static EncryptedPayload read(PayloadType firstInner, OctetReader in) {
        return new EncryptedPayload(firstInner, in.rest());
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.bytes(content);
    }
}
