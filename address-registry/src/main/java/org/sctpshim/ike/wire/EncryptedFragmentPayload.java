package org.sctpshim.ike.wire;

/**
 * Encrypted and Authenticated Fragment payload SKF (RFC 7383 section 2.5), unopened. Always a message's last.
 *
 * <pre>
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |        Fragment Number        |        Total Fragments        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |            Initialization Vector, Encrypted content,          |
 * ~               Padding, Integrity Checksum Data                ~
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * @param firstInner the type of the first payload inside in fragment 1, else {@link PayloadType#NONE}
 * @param number 1..total
 * @param total 1..65535
 * @param content initialization vector, ciphertext and integrity check data
 */
public record EncryptedFragmentPayload(PayloadType firstInner, int number, int total, Bytes content)
        implements Payload {
    public EncryptedFragmentPayload {
        if (number < 1 || number > total || total > 0xffff) {
            throw new IllegalArgumentException("fragment " + number + " of " + total);
        }
    }

    @Override
    public PayloadType type() {
        return PayloadType.SKF;
    }

    static EncryptedFragmentPayload read(PayloadType firstInner, OctetReader in) throws MalformedMessageException {
        int number = in.u16("fragment number");
        int total = in.u16("total fragments");
        if (number < 1 || number > total) {
            throw in.malformed("fragment number", number + " of " + total);
        }
        return new EncryptedFragmentPayload(firstInner, number, total, in.rest());
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u16(number).u16(total).bytes(content);
    }
}
