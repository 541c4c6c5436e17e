package org.sctpshim.shim.credentials;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.sctpshim.ike.crypto.SecretBytes;

/**
 * Keys that both ends share, as an operator writes them, pre-shared or postquantum: {@code 0x} and hexadecimal digits,
 * {@code 0s} and base64, or else the text itself in UTF-8. So they can be copied from the secrets of strongSwan and
 * libreswan. What is wrong is said without a single character of the key.
 */
public final class WrittenKey {
    private static final System.Logger LOG = System.getLogger(WrittenKey.class.getName());

    private static final long MOST_OCTETS = 8_192;
    private static final int MOST_OCTETS_OF_A_CHARACTER = 3;

    private WrittenKey() {}

    /**
     * Reads a key.
     *
     * @param written wiped in any case
     * @throws IllegalArgumentException if it is empty or damaged; the message says what to do
     */
    public static SecretBytes read(char[] written) {
        try {
            if (written.length == 0) {
                throw new IllegalArgumentException(
                        "the key is empty: make one with \"openssl rand -hex 32\" and write" + " 0x before it");
            }
            if (startsWith(written, '0', 'x')) {
                return SecretBytes.adopt(hex(written));
            }
            return SecretBytes.adopt(startsWith(written, '0', 's') ? base64(written) : text(written));
        } finally {
            Arrays.fill(written, '\0');
        }
    }

    /**
     * Reads a key from a file that holds nothing else; the end of its line does not count. Warns of a file that others
     * than its owner may read.
     *
     * @throws IOException if the file cannot be read, or its key is empty or damaged
     */
    public static SecretBytes file(Path file) throws IOException {
        warnIfShared(file);
        byte[] octets = PemBlock.octets(file);
        CharBuffer all = CharBuffer.allocate(0);
        try {
            if (octets.length > MOST_OCTETS) {
                throw new IOException(file + " is larger than any key: is it the right one?");
            }
            all = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
            return read(line(file, all));
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is no text: write the key as 0x and hexadecimal digits", e);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        } finally {
            Arrays.fill(octets, (byte) 0);
            Arrays.fill(all.array(), '\0');
        }
    }

    private static char[] line(Path file, CharBuffer all) throws IOException {
        int end = all.limit();
        while (end > 0 && isLineEnd(all.get(end - 1))) {
            end--;
        }
        for (int at = 0; at < end; at++) {
            if (isLineEnd(all.get(at))) {
                throw new IOException(file + " has several lines: a key file holds one key in one line");
            }
        }
        return Arrays.copyOf(all.array(), end);
    }

    private static boolean isLineEnd(char each) {
        return each == '\n' || each == '\r';
    }

    private static void warnIfShared(Path file) {
        try {
            Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            others.retainAll(EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ));
            if (!others.isEmpty()) {
                LOG.log(Level.WARNING, "others than its owner may read the key file {0}: chmod 600 {0}", file);
            }
        } catch (IOException | UnsupportedOperationException e) {
            // A file that is not there is told of by whoever reads it; a file system without modes has nothing to tell.
            LOG.log(Level.DEBUG, "nobody knows who may read " + file, e);
        }
    }

    private static boolean startsWith(char[] written, char first, char second) {
        return written.length >= 2 && written[0] == first && Character.toLowerCase(written[1]) == second;
    }

    private static byte[] hex(char[] written) {
        if (written.length == 2 || written.length % 2 != 0) {
            throw new IllegalArgumentException("the key has " + (written.length - 2)
                    + " hexadecimal digits after 0x: it takes two for each octet, so a digit is missing or too much");
        }
        byte[] octets = new byte[written.length / 2 - 1];
        for (int at = 2; at < written.length; at++) {
            int digit = Character.digit(written[at], 16);
            if (digit < 0 || written[at] > 'f') {
                Arrays.fill(octets, (byte) 0);
                throw new IllegalArgumentException("character " + (at + 1)
                        + " of the key is no hexadecimal digit: after" + " 0x come only 0-9 and a-f, without blanks");
            }
            octets[at / 2 - 1] = (byte) (octets[at / 2 - 1] << 4 | digit);
        }
        return octets;
    }

    private static byte[] base64(char[] written) {
        byte[] ascii = new byte[written.length - 2];
        for (int at = 2; at < written.length; at++) {
            ascii[at - 2] = written[at] < 0x80 ? (byte) written[at] : (byte) '?';
        }
        byte[] octets = decoded(ascii);
        Arrays.fill(ascii, (byte) 0);
        if (octets.length == 0) {
            throw new IllegalArgumentException(
                    "the key after 0s is no base64: correct it, or write the key as 0x and" + " hexadecimal digits");
        }
        return octets;
    }

    /** Nothing where it is no base64: the platform's message would hold a character of the key. */
    @SuppressWarnings("UnusedException")
    private static byte[] decoded(byte[] ascii) {
        try {
            return Base64.getDecoder().decode(ascii);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] text(char[] written) {
        if (Character.isWhitespace(written[0]) || Character.isWhitespace(written[written.length - 1])) {
            throw new IllegalArgumentException(
                    "the key begins or ends with a blank, which is hardly meant: leave it out,"
                            + " or write the key as 0x and hexadecimal digits");
        }
        ByteBuffer encoded = ByteBuffer.allocate(written.length * MOST_OCTETS_OF_A_CHARACTER);
        boolean whole = !StandardCharsets.UTF_8
                .newEncoder()
                .encode(CharBuffer.wrap(written), encoded, true)
                .isError();
        byte[] octets = Arrays.copyOf(encoded.array(), encoded.position());
        Arrays.fill(encoded.array(), (byte) 0);
        if (!whole) {
            Arrays.fill(octets, (byte) 0);
            throw new IllegalArgumentException("the key is no text: write it as 0x and hexadecimal digits");
        }
        return octets;
    }
}
