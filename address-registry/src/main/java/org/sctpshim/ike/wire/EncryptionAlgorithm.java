package org.sctpshim.ike.wire;

/**
 * Encryption Algorithm Transform IDs (transform type 1).
 *
 * @param code the number on the wire
 */
public record EncryptionAlgorithm(int code) {
    // Before the constants, which register their names here.
    private static final CodeNames NAMES = new CodeNames("ENCR", 65535);

    public static final EncryptionAlgorithm ENCR_3DES = named(3, "ENCR_3DES");
    public static final EncryptionAlgorithm ENCR_NULL = named(11, "ENCR_NULL");
    public static final EncryptionAlgorithm ENCR_AES_CBC = named(12, "ENCR_AES_CBC");
    public static final EncryptionAlgorithm ENCR_AES_CTR = named(13, "ENCR_AES_CTR");
    public static final EncryptionAlgorithm ENCR_AES_CCM_8 = named(14, "ENCR_AES_CCM_8");
    public static final EncryptionAlgorithm ENCR_AES_CCM_12 = named(15, "ENCR_AES_CCM_12");
    public static final EncryptionAlgorithm ENCR_AES_CCM_16 = named(16, "ENCR_AES_CCM_16");
    public static final EncryptionAlgorithm ENCR_AES_GCM_8 = named(18, "ENCR_AES_GCM_8");
    public static final EncryptionAlgorithm ENCR_AES_GCM_12 = named(19, "ENCR_AES_GCM_12");
    public static final EncryptionAlgorithm ENCR_AES_GCM_16 = named(20, "ENCR_AES_GCM_16");
    public static final EncryptionAlgorithm ENCR_NULL_AUTH_AES_GMAC = named(21, "ENCR_NULL_AUTH_AES_GMAC");
    public static final EncryptionAlgorithm ENCR_CAMELLIA_CBC = named(23, "ENCR_CAMELLIA_CBC");
    public static final EncryptionAlgorithm ENCR_CHACHA20_POLY1305 = named(28, "ENCR_CHACHA20_POLY1305");
    public static final EncryptionAlgorithm ENCR_AES_GCM_16_IIV = named(30, "ENCR_AES_GCM_16_IIV");

    public EncryptionAlgorithm {
        NAMES.requireCode(code);
    }

    private static EncryptionAlgorithm named(int code, String name) {
        return new EncryptionAlgorithm(NAMES.name(code, name));
    }

    @Override
    public String toString() {
        return NAMES.of(code);
    }
}
