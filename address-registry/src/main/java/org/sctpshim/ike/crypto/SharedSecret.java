package org.sctpshim.ike.crypto;

import java.nio.ByteBuffer;
import java.util.List;

/** The result of a key exchange, g^ir. Only a key exchange makes one, and deriving keys from it consumes it. */
public final class SharedSecret implements AutoCloseable {
    private final SecretBytes secret;

    SharedSecret(SecretBytes secret) {
        this.secret = secret;
    }

    SecretBytes secret() {
        return secret;
    }

    /** SK(0) | Ni | Nr | SK(1) | ... | SK(n) (RFC 9370 section 2.2.4). All shared secrets are consumed. */
    static SecretBytes joined(SharedSecret first, Nonces nonces, List<SharedSecret> additional) {
        byte[] ni = nonces.initiator().toArray();
        byte[] nr = nonces.responder().toArray();
        int more = additional.stream().mapToInt(each -> each.secret.length()).sum();
        ByteBuffer joined = ByteBuffer.allocate(first.secret.length() + ni.length + nr.length + more);
        joined.put(first.secret.exposed()).put(ni).put(nr);
        additional.forEach(each -> joined.put(each.secret.exposed()));
        first.close();
        additional.forEach(SharedSecret::close);
        return SecretBytes.adopt(joined.array());
    }

    @Override
    public void close() {
        secret.close();
    }

    @Override
    public String toString() {
        return "SharedSecret(" + secret + ")";
    }
}
