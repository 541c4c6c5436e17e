package org.sctpshim.shim.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.auth.PresharedKey;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.sa.PostquantumKey;
import org.sctpshim.shim.Peer;

class WrittenKeyTest {
    private static final byte[] OCTETS = {(byte) 0xca, (byte) 0xfe, 0, 1, (byte) 0xff};

    @TempDir
    Path folder;

    static Stream<Arguments> writings() {
        return Stream.of(
                Arguments.of("0xcafe0001ff", OCTETS),
                Arguments.of("0XCAFE0001FF", OCTETS),
                Arguments.of("0syv4AAf8=", OCTETS),
                Arguments.of("a secret\u00e9", "a secret\u00e9".getBytes(UTF_8)),
                Arguments.of("0", "0".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("writings")
    void aKeyIsReadAsItIsWrittenForOtherIkeDaemons(String written, byte[] octets) throws IOException {
        assertThat(WrittenKey.read(written.toCharArray())).isEqualTo(SecretBytes.copyOf(octets));
        Path file = Files.writeString(folder.resolve("key"), written + "\r\n");
        assertThat(WrittenKey.file(file)).isEqualTo(SecretBytes.copyOf(octets));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("", "the key is empty: make one with"),
                Arguments.of("0x", "the key has 0 hexadecimal digits after 0x"),
                Arguments.of("0xabc", "the key has 3 hexadecimal digits after 0x: it takes two for each octet"),
                Arguments.of("0xabQc", "character 5 of the key is no hexadecimal digit"),
                Arguments.of("0xab\uff11c", "character 5 of the key is no hexadecimal digit"),
                Arguments.of("0s", "the key after 0s is no base64"),
                Arguments.of("0sQ", "the key after 0s is no base64"),
                Arguments.of("0sQQ!Z", "the key after 0s is no base64"),
                Arguments.of("Quite \ud800", "the key is no text: write it as 0x"),
                Arguments.of(" Quite secret", "the key begins or ends with a blank"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsNamedWithoutTheKeyWhichIsWiped(String written, String message) {
        char[] given = written.toCharArray();
        assertThatThrownBy(() -> WrittenKey.read(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .hasNoCause()
                .message()
                .doesNotContain("Q");
        assertThat(given).doesNotContain('Q', 'u');
    }

    @Test
    void whatIsWrongWithAKeyFileIsSaidWithItsName() throws IOException {
        Path nowhere = folder.resolve("nowhere");
        assertThatThrownBy(() -> WrittenKey.file(nowhere))
                .hasMessage("there is no file " + nowhere + ": correct the path");
        Path two = Files.writeString(folder.resolve("two"), "one\ntwo\n");
        assertThatThrownBy(() -> WrittenKey.file(two))
                .hasMessage(two + " has several lines: a key file holds one key in one line");
        Path binary = Files.write(folder.resolve("binary"), OCTETS);
        assertThatThrownBy(() -> WrittenKey.file(binary)).hasMessageStartingWith(binary + " is no text: write the key");
        Path odd = Files.writeString(folder.resolve("odd"), "0xabc\n");
        assertThatThrownBy(() -> WrittenKey.file(odd))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(odd + ": the key has 3 hexadecimal digits");
        Path large = Files.write(folder.resolve("large"), new byte[10_000]);
        assertThatThrownBy(() -> WrittenKey.file(large)).hasMessageStartingWith(large + " is larger than any key");
    }

    @Test
    void aPeerTakesBothKindsOfKeyInTheseWays() throws IOException {
        Path file = Files.writeString(folder.resolve("ppk"), "0x" + "5a".repeat(32) + "\n");
        Peer beta = Peer.named("beta")
                .preSharedKey("0xcafe0001ff".toCharArray())
                .postquantumKey("beta-2026", file, true)
                .build();
        assertThat(((PresharedKey) beta.authentication()).key()).isEqualTo(SecretBytes.copyOf(OCTETS));
        PostquantumKey ppk = beta.postquantumKey().orElseThrow();
        assertThat(ppk.id().toUtf8()).isEqualTo("beta-2026");
        assertThat(ppk.key().length()).isEqualTo(32);
        assertThat(ppk.mandatory()).isTrue();
        assertThat(beta.toString()).doesNotContain("5a5a", "cafe");
    }

    @Test
    @Requirement({"RFC 7296 2.15-3", "RFC 7296 2.15-4", "RFC 8784 4-1"})
    void bothKindsOfKeyMayBeALongTextOrHexadecimal() {
        String text = "sixty-four octets or more are taken as they stand, and no zero octet ends them.";
        byte[] octets = text.getBytes(UTF_8);
        assertThat(octets).hasSizeGreaterThan(64);
        Peer texts = Peer.named("beta")
                .preSharedKey(text.toCharArray())
                .postquantumKey("id", text.toCharArray(), true)
                .build();
        assertThat(((PresharedKey) texts.authentication()).key()).isEqualTo(SecretBytes.copyOf(octets));
        assertThat(texts.postquantumKey().orElseThrow().key()).isEqualTo(SecretBytes.copyOf(octets));

        String digits = "0x" + HexFormat.of().formatHex(octets);
        Peer digit = Peer.named("beta")
                .preSharedKey(digits.toCharArray())
                .postquantumKey("id", digits.toCharArray(), true)
                .build();
        assertThat(((PresharedKey) digit.authentication()).key()).isEqualTo(SecretBytes.copyOf(octets));
        assertThat(digit.postquantumKey().orElseThrow().key()).isEqualTo(SecretBytes.copyOf(octets));
    }

    @Test
    void aPeerSaysWhoseKeyIsWrong() {
        assertThatThrownBy(() -> Peer.named("beta").preSharedKey("0xabc".toCharArray()))
                .hasMessageStartingWith("pre-shared key of peer beta: the key has 3 hexadecimal digits");
        assertThatThrownBy(() -> Peer.named("beta").postquantumKey("id", "0sQ".toCharArray(), true))
                .hasMessageStartingWith("postquantum key of peer beta: the key after 0s is no base64");
        assertThatThrownBy(() -> Peer.named("beta").postquantumKey("id", "fifteen octets!".toCharArray(), true))
                .hasMessage("the postquantum key of peer beta has 15 octets, which protects from nobody: take 32 random"
                        + " ones, as of \"openssl rand -hex 32\" with 0x before them");
    }

    @Test
    void whatCanBeGuessedIsSaidWithARemedy() {
        assertThat(KeyStrength.hintForPreSharedKey(WrittenKey.read("summer2026".toCharArray())))
                .contains("has 10 octets that hold 51 bits of randomness at most, and 128 are wanted: make one with"
                        + " \"openssl rand -hex 16\" and write 0x before it");
        assertThat(KeyStrength.hintForPostquantumKey(SecretBytes.copyOf(new byte[32])))
                .as("nothing but zeros")
                .get()
                .asString()
                .contains("hold 0 bits");
        byte[] good = new byte[32];
        for (int i = 0; i < good.length; i++) {
            good[i] = (byte) (i * 37);
        }
        assertThat(KeyStrength.hintForPostquantumKey(SecretBytes.copyOf(good))).isEmpty();
        assertThat(KeyStrength.hintForPreSharedKey(WrittenKey.read("Twenty-two characters.".toCharArray())))
                .isEmpty();
        assertThat(KeyStrength.hintForPreSharedKey(WrittenKey.read("twentytwocharactersabc".toCharArray())))
                .isPresent();
    }
}
