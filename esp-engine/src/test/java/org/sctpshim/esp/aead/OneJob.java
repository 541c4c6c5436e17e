package org.sctpshim.esp.aead;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** A burst of one job, hex in and hex out. */
final class OneJob {

    private static final int TEXT_AT = 8192;

    private final AeadKey key;
    private final Aead worker;
    private final byte[] nonce;
    private final byte[] aad;

    OneJob(AeadProvider provider, String key, String nonce, String aad) {
        byte[] octets = HexFormat.of().parseHex(key);
        this.key = provider.key(algorithm(octets.length), octets);
        this.worker = provider.worker();
        this.nonce = HexFormat.of().parseHex(nonce);
        this.aad = HexFormat.of().parseHex(aad);
    }

    String seal(String text) {
        return run(HexFormat.of().parseHex(text), 0, AeadAlgorithm.TAG_BYTES, true);
    }

    /** The text, or "refused". */
    String open(String textAndTag) {
        return run(HexFormat.of().parseHex(textAndTag), -AeadAlgorithm.TAG_BYTES, -AeadAlgorithm.TAG_BYTES, false);
    }

    private String run(byte[] in, int textDelta, int outDelta, boolean seal) {
        ByteBuffer memory = ByteBuffer.allocateDirect(TEXT_AT + in.length + AeadAlgorithm.TAG_BYTES);
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

    private static AeadAlgorithm algorithm(int keyBytes) {
        for (AeadAlgorithm algorithm : AeadAlgorithm.values()) {
            if (algorithm.keyBytes() == keyBytes) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("no AES key has " + keyBytes + " octets");
    }
}
