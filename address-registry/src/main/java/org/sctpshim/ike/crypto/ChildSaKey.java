package org.sctpshim.ike.crypto;

/**
 * One direction's key.
 *
 * @param cipher what it is a key of
 * @param material the key and the salt that follows it (RFC 4106 section 8.1)
 */
public record ChildSaKey(CipherSpec cipher, SecretBytes material) implements AutoCloseable {
    public ChildSaKey {
        if (material.length() != cipher.materialOctets()) {
            throw new IllegalArgumentException(material.length() + " octets for " + cipher);
        }
    }

    /** The key alone, as a secret that the caller closes. */
    public SecretBytes key() {
        return material.slice(0, cipher.keyOctets());
    }

    /** The salt alone, as a secret that the caller closes. */
    public SecretBytes salt() {
        return material.slice(cipher.keyOctets(), material.length());
    }

    @Override
    public void close() {
        material.close();
    }
}
