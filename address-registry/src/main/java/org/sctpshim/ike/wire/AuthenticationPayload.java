package org.sctpshim.ike.wire;

/**
 * Authentication payload (RFC 7296 section 3.8).
 *
 * <pre>
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * | Auth Method   |                RESERVED                       |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * ~                      Authentication Data                      ~
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public record AuthenticationPayload(AuthenticationMethod method, Bytes data) implements Payload {
    @Override
    public PayloadType type() {
        return PayloadType.AUTH;
    }

    static AuthenticationPayload read(OctetReader in) throws MalformedMessageException {
        AuthenticationMethod method = new AuthenticationMethod(in.u8("authentication method"));
        in.skip(3, "authentication reserved");
        return new AuthenticationPayload(method, in.rest());
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(method.code()).u8(0).u16(0).bytes(data);
    }
}
