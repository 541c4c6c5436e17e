package org.sctpshim.esp.linux;

/** How a state protects packets, in the names of the kernel's crypto API. */
public sealed interface XfrmAlgorithm {

    /**
     * An AEAD, whose key material is the key and the salt behind it.
     *
     * @param name such as {@code rfc4106(gcm(aes))}
     * @param icvBits length of the ICV
     */
    record Aead(String name, int icvBits) implements XfrmAlgorithm {}

    /**
     * A cipher and a MAC over its result. The key material is the cipher's key and the MAC's behind it.
     *
     * @param cipher such as {@code cbc(aes)}
     * @param cipherKeyBytes length of the cipher's key
     * @param mac such as {@code hmac(sha256)}
     * @param icvBits how much of the MAC is the ICV
     */
    record EncryptThenMac(String cipher, int cipherKeyBytes, String mac, int icvBits) implements XfrmAlgorithm {}
}
