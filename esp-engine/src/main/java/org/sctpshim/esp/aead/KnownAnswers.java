package org.sctpshim.esp.aead;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/**
 * A provider's self-test: published answers for the AEADs, and for every algorithm that what was sealed opens again, and
 * does not when a bit of it was changed.
 */
final class KnownAnswers {

    private static final int AAD_AT = 0;
    private static final int NONCE_AT = 12;
    private static final int TEXT_AT = NONCE_AT + AeadAlgorithm.MAX_NONCE_BYTES;

    /** Key, nonce, additional data, text, sealed text with tag. */
    private record Answer(
            AeadAlgorithm algorithm, String key, String nonce, String aad, String text, String sealedText) {}

    private static final List<Answer> PUBLISHED = List.of(
            // draft-mcgrew-gcm-test-01, case 13
            new Answer(
                    AeadAlgorithm.AES_256_GCM,
                    "abbccddef00112233445566778899aababbccddef00112233445566778899aab",
                    "73616c74616e640169766563",
                    "17405e67156f3126dd0db99b",
                    "636973636f0172756c657301746865016e6574776501646566696e6501746865746563686e6f6c6f67696573017468"
                            + "617477696c6c01646566696e65746f6d6f72726f7701020201",
                    "d4b7ed86a1777f2ea13d6973d324c69e7b43f826fb56831226508bebd2dceb18d0a6df10e5487df074113e14c64102"
                            + "4e3e6773d91a62ee429b043a10e3efe6b012a49363412364f8c0cac587f249e56b11e24f30e44ccc76"),
            // the same, case 14
            new Answer(
                    AeadAlgorithm.AES_128_GCM,
                    "7d773d00c144c525ac619d18c84a3f47",
                    "d966426743457e9182443bc6",
                    "335467aeffffffff",
                    "01020201",
                    "437f866bcb3f699fe9b0822bac961c4504bef270"),
            // RFC 8439 section 2.8.2
            new Answer(
                    AeadAlgorithm.CHACHA20_POLY1305,
                    "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f",
                    "070000004041424344454647",
                    "50515253c0c1c2c3c4c5c6c7",
                    "4c616469657320616e642047656e746c656d656e206f662074686520636c617373206f66202739393a204966204920"
                            + "636f756c64206f6666657220796f75206f6e6c79206f6e652074697020666f7220746865206675747572652c"
                            + "2073756e73637265656e20776f756c642062652069742e",
                    "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da9272"
                            + "8b1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b48"
                            + "31d7bc3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd0600691"));

    private KnownAnswers() {}

    /** The first algorithm that the provider claims to have and gets wrong; empty if there is none. */
    static String firstFault(AeadProvider provider) {
        try {
            for (Answer each : PUBLISHED) {
                if (provider.supports(each.algorithm) && !isRight(provider, each)) {
                    return each.algorithm.name();
                }
            }
            for (AeadAlgorithm each : AeadAlgorithm.values()) {
                if (provider.supports(each) && !opensWhatItSeals(provider, each)) {
                    return each.name();
                }
            }
            return "";
        } catch (RuntimeException | LinkageError e) {
            return e.toString();
        }
    }

    private static boolean isRight(AeadProvider provider, Answer answer) {
        byte[] expected = HexFormat.of().parseHex(answer.sealedText);
        byte[] text = HexFormat.of().parseHex(answer.text);
        byte[] aad = HexFormat.of().parseHex(answer.aad);
        ByteBuffer memory = ByteBuffer.allocateDirect(TEXT_AT + expected.length);
        memory.put(AAD_AT, aad);
        memory.put(NONCE_AT, HexFormat.of().parseHex(answer.nonce));
        memory.put(TEXT_AT, text);
        AeadKey key = provider.key(answer.algorithm, HexFormat.of().parseHex(answer.key));
        AeadBurst burst = new AeadBurst(1, memory);
        burst.add(key, NONCE_AT, AAD_AT, aad.length, TEXT_AT, text.length);
        provider.worker().seal(burst);
        key.wipe();
        if (!burst.succeeded(0)) {
            return false;
        }
        byte[] sealed = new byte[expected.length];
        memory.get(TEXT_AT, sealed);
        return HexFormat.of().formatHex(sealed).equals(answer.sealedText);
    }

    private static boolean opensWhatItSeals(AeadProvider provider, AeadAlgorithm algorithm) {
        int textBytes = 160;
        int textAt = NONCE_AT + algorithm.nonceBytes();
        ByteBuffer memory = ByteBuffer.allocateDirect(TEXT_AT + textBytes + AeadAlgorithm.MAX_TAG_BYTES);
        memory.putInt(NONCE_AT, 7).putInt(textAt, 42);
        AeadKey key = provider.key(algorithm, new byte[algorithm.keyBytes()]);
        Aead worker = provider.worker();
        AeadBurst burst = new AeadBurst(1, memory);
        burst.add(key, NONCE_AT, AAD_AT, NONCE_AT, textAt, textBytes);
        worker.seal(burst);
        boolean right = burst.succeeded(0);
        int tagEnd = textAt + textBytes + algorithm.tagBytes() - 1;
        memory.put(tagEnd, (byte) (memory.get(tagEnd) ^ 1));
        ByteBuffer kept = ByteBuffer.allocate(memory.capacity()).put(0, memory, 0, memory.capacity());
        worker.open(burst);
        right &= !burst.succeeded(0);
        memory.put(0, kept, 0, memory.capacity());
        memory.put(tagEnd, (byte) (memory.get(tagEnd) ^ 1));
        worker.open(burst);
        right &= burst.succeeded(0) && memory.getInt(textAt) == 42;
        key.wipe();
        return right;
    }
}
