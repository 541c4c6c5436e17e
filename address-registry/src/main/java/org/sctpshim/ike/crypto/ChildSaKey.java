package org.sctpshim.ike.crypto;

/**
 * One direction's key.
 *
 * @param cipher what it is a key of
 * @param material the encryption key, then the salt of an AEAD (RFC 4106 section 8.1) or the integrity key that goes
 *     with any other cipher (RFC 7296 section 2.17)
 */
public record ChildSaKey(CipherSpec cipher, SecretBytes material) implements AutoCloseable {
    public ChildSaKey {
        if (material.length() != cipher.materialOctets()) {
            throw new IllegalArgumentException(material.length() + " octets for " + cipher);
        }
    }

    /** The encryption key alone, as a secret that the caller closes. */
    public SecretBytes key() {
        return material.slice(0, cipher.keyOctets());
    }

    /** The salt alone, as a secret that the caller closes; empty unless the cipher is an AEAD. */
    public SecretBytes salt() {
        return material.slice(cipher.keyOctets(), cipher.encryptionOctets());
    }

    /** The integrity key alone, as a secret that the caller closes; empty where the cipher is an AEAD. */
    public SecretBytes integrityKey() {
        return material.slice(cipher.encryptionOctets(), material.length());
    }

    @Override
    public void close() {
        material.close();
    }
}
