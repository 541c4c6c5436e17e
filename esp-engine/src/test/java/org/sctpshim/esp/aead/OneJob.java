package org.sctpshim.esp.aead;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** A burst of one job, hex in and hex out. */
final class OneJob {

    private static final int TEXT_AT = 8192;

    private final AeadKey key;
    private final AeadAlgorithm algorithm;
    private final Aead worker;
    private final byte[] nonce;
    private final byte[] aad;

    OneJob(AeadProvider provider, AeadAlgorithm algorithm, String key, String nonce, String aad) {
        this.algorithm = algorithm;
        this.key = provider.key(algorithm, HexFormat.of().parseHex(key));
        this.worker = provider.worker();
        this.nonce = HexFormat.of().parseHex(nonce);
        this.aad = HexFormat.of().parseHex(aad);
    }

    /** The AES algorithm of a construction for a key of this many hex digits. */
    static AeadAlgorithm aes(AeadConstruction construction, int keyDigits) {
        for (AeadAlgorithm each : AeadAlgorithm.values()) {
            if (each.construction() == construction && each.keyBytes() == keyDigits / 2) {
                return each;
            }
        }
        throw new IllegalArgumentException("no AES key has " + keyDigits / 2 + " octets");
    }

    /** Text and tag. */
    String seal(String text) {
        return run(HexFormat.of().parseHex(text), 0, algorithm.tagBytes(), true);
    }

    /** The text, or "refused". */
    String open(String textAndTag) {
        int tag = algorithm.tagBytes();
        return run(HexFormat.of().parseHex(textAndTag), -tag, -tag, false);
    }

    private String run(byte[] in, int textDelta, int outDelta, boolean seal) {
        ByteBuffer memory = ByteBuffer.allocateDirect(TEXT_AT + in.length + AeadAlgorithm.MAX_TAG_BYTES);
        memory.put(0, nonce).put(16, aad).put(TEXT_AT, in);
        AeadBurst burst = new AeadBurst(1, memory);
        burst.add(key, 0, 16, aad.length, TEXT_AT, in.length + textDelta);
        if (seal) {
            worker.seal(burst);
        } else {
            worker.open(burst);
        }
        if (!burst.succeeded(0)) {
            return "refused";
        }
        byte[] out = new byte[in.length + outDelta];
        memory.get(TEXT_AT, out);
        return HexFormat.of().formatHex(out);
    }
}
