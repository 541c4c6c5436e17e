package org.sctpshim.shim.credentials;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** One block of a PEM file (RFC 7468), whose content is wiped by {@link #close}: it may be a key. */
final class PemBlock implements AutoCloseable {
    private static final byte[] BEGIN = "-----BEGIN ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DASHES = "-----".getBytes(StandardCharsets.US_ASCII);

    private static final long MOST_OCTETS = 16L << 20;

    private final String label;
    private final byte[] content;

    private PemBlock(String label, byte[] content) {
        this.label = label;
        this.content = content;
    }

    /** All blocks of a file, in order. No text is made of them on the way, since text cannot be wiped. */
    static List<PemBlock> read(Path file) throws IOException {
        byte[] octets = octets(file);
        List<PemBlock> blocks = new ArrayList<>();
        try {
            int begin = find(octets, BEGIN, 0);
            while (begin >= 0) {
                int labelEnd = find(octets, DASHES, begin + BEGIN.length);
                int end = labelEnd < 0 ? -1 : find(octets, DASHES, labelEnd + DASHES.length);
                if (end < 0) {
                    throw new IllegalArgumentException("it has no end");
                }
                blocks.add(block(octets, begin + BEGIN.length, labelEnd, end));
                begin = find(octets, BEGIN, end + DASHES.length);
            }
        } catch (IllegalArgumentException e) {
            blocks.forEach(PemBlock::close);
            throw new IOException(file + " has a PEM block that is damaged: " + e.getMessage(), e);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
        if (blocks.isEmpty()) {
            throw new IOException(file + " is no PEM file: it has no line \"-----BEGIN ...-----\";"
                    + " convert it with \"openssl x509 -inform der\", or load it as PKCS#12 if it is a .p12");
        }
        return blocks;
    }

    /** The block whose label is in {@code label} up to {@code labelEnd}, and whose last line begins at {@code end}. */
    private static PemBlock block(byte[] octets, int label, int labelEnd, int end) {
        String name = new String(octets, label, labelEnd - label, StandardCharsets.US_ASCII);
        byte[] last = ("-----END " + name + "-----").getBytes(StandardCharsets.US_ASCII);
        if (find(octets, last, end) != end) {
            throw new IllegalArgumentException("\"" + name + "\" has no end of that name");
        }
        byte[] content = Arrays.copyOfRange(octets, labelEnd + DASHES.length, end);
        try {
            return new PemBlock(name, Base64.getMimeDecoder().decode(content));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static int find(byte[] in, byte[] what, int from) {
        for (int at = from; at <= in.length - what.length; at++) {
            if (Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
                return at;
            }
        }
        return -1;
    }

    static byte[] octets(Path file) throws IOException {
        try {
            if (Files.size(file) > MOST_OCTETS) {
                throw new IOException(file + " is larger than any file of keys or certificates: is it the right one?");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file + ": correct the path", e);
        }
    }

    String label() {
        return label;
    }

    /** The array itself, which is wiped with the block. */
    byte[] content() {
        return content;
    }

    @Override
    public void close() {
        Arrays.fill(content, (byte) 0);
    }
}
