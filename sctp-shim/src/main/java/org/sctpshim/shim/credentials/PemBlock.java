package org.sctpshim.shim.credentials;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One block of a PEM file (RFC 7468), whose content is wiped by {@link #close}: it may be a key. */
final class PemBlock implements AutoCloseable {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----", Pattern.DOTALL);

    private static final long MOST_OCTETS = 16L << 20;

    private final String label;
    private final byte[] content;

    private PemBlock(String label, byte[] content) {
        this.label = label;
        this.content = content;
    }

    /** All blocks of a file, in order. */
    static List<PemBlock> read(Path file) throws IOException {
        byte[] octets = octets(file);
        List<PemBlock> blocks = new ArrayList<>();
        try {
            Matcher matcher = BLOCK.matcher(StandardCharsets.ISO_8859_1.decode(ByteBuffer.wrap(octets)));
            while (matcher.find()) {
                blocks.add(
                        new PemBlock(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2))));
            }
        } catch (IllegalArgumentException e) {
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
