package org.sctpshim.esp;

import org.sctpshim.esp.aead.AeadAlgorithm;

/**
 * How an SA protects packets: cipher, and the sizes in octets of what ESP puts round the ciphertext. Names and numbers
 * are those of IKEv2's transform type 1 (RFC 4106 section 8.4).
 */
public enum EspAlgorithm {
    /** AES-128-GCM with a 16 octet ICV (RFC 4106). */
    AES_GCM_16_128(AeadAlgorithm.AES_128_GCM),
    /** AES-192-GCM with a 16 octet ICV (RFC 4106). */
    AES_GCM_16_192(AeadAlgorithm.AES_192_GCM),
    /** AES-256-GCM with a 16 octet ICV (RFC 4106). */
    AES_GCM_16_256(AeadAlgorithm.AES_256_GCM);

    private static final int ENCR_AES_GCM_16 = 20;

    private final AeadAlgorithm aead;

    EspAlgorithm(AeadAlgorithm aead) {
        this.aead = aead;
    }

    /** The cipher behind it. */
    public AeadAlgorithm aead() {
        return aead;
    }

    /** IKEv2 transform id: 20 is ENCR_AES_GCM_16. */
    public int transformId() {
        return ENCR_AES_GCM_16;
    }

    /** IKEv2 key length attribute, in bits. */
    public int keyBits() {
        return aead.keyBytes() * 8;
    }

    /** Octets of key material to ask of the key schedule: the key, then the salt (RFC 4106 section 8.1). */
    public int keyMaterialBytes() {
        return aead.keyBytes() + saltBytes();
    }

    /** Octets of salt, the nonce's secret first part (RFC 4106 section 4). */
    public int saltBytes() {
        return 4;
    }

    /** Octets of IV in the packet, the nonce's second part (RFC 4106 section 3.1). */
    public int ivBytes() {
        return 8;
    }

    /** Octets of ICV behind the ciphertext (RFC 4106 section 6). */
    public int icvBytes() {
        return AeadAlgorithm.TAG_BYTES;
    }

    /** What ESP adds to a packet at most: header, IV, three octets of padding, trailer and ICV. */
    public int overheadBytes() {
        return 8 + ivBytes() + 3 + 2 + icvBytes();
    }
}
