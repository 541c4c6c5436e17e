package org.sctpshim.ike.wire;

/**
 * Key Exchange payload (RFC 7296 section 3.4).
 *
 * <pre>
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |   Key Exchange Method         |           RESERVED            |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * ~                       Key Exchange Data                       ~
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * @param data the sender's public value; its length is the method's business
 */
public record KeyExchangePayload(KeyExchangeMethod method, Bytes data) implements Payload {
    @Override
    public PayloadType type() {
        return PayloadType.KE;
    }

    static KeyExchangePayload read(OctetReader in) throws MalformedMessageException {
        KeyExchangeMethod method = new KeyExchangeMethod(in.u16("key exchange method"));
        in.skip(2, "key exchange reserved");
        return new KeyExchangePayload(method, in.rest());
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u16(method.code()).u16(0).bytes(data);
    }
}
