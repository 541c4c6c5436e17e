package org.sctpshim.ike.wire;

/**
 * Nonce payload (RFC 7296 section 3.9): Ni or Nr.
 *
 * @param nonce 16 to 256 octets
 */
public record NoncePayload(Bytes nonce) implements Payload {
    public NoncePayload {
        if (!isNonceLength(nonce.length())) {
            throw new IllegalArgumentException("a nonce of " + nonce.length() + " octets");
        }
    }

    @Override
    public PayloadType type() {
        return PayloadType.NONCE;
    }

    static NoncePayload read(OctetReader in) throws MalformedMessageException {
        if (!isNonceLength(in.remaining())) {
            throw in.malformed("nonce", in.remaining() + " octets are not 16..256");
        }
        return new NoncePayload(in.rest());
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.bytes(nonce);
    }

    private static boolean isNonceLength(int length) {
        return length >= WireLimits.NONCE_OCTETS_LEAST && length <= WireLimits.NONCE_OCTETS_MOST;
    }
}
