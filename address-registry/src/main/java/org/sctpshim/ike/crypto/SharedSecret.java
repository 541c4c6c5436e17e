package org.sctpshim.ike.crypto;

/** The result of a key exchange, g^ir. Only a key exchange makes one, and deriving keys from it consumes it. */
public final class SharedSecret implements AutoCloseable {
    private final SecretBytes secret;

    SharedSecret(SecretBytes secret) {
        this.secret = secret;
    }

    SecretBytes secret() {
        return secret;
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
