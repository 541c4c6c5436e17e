package org.sctpshim.shim.ipsec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.crypto.IkeSaKeys;
import org.sctpshim.ike.host.InsecureKeyLog;
import org.sctpshim.ike.sa.ChildSa;

/**
 * Writes keys in clear for a dissector, into the two files that a Wireshark profile folder keeps them in: {@code
 * ikev2_decryption_table} and {@code esp_sa}. Does nothing unless a folder is given.
 */
final class KeyLog implements InsecureKeyLog {
    private final @Nullable Path folder;

    private KeyLog(@Nullable Path folder) {
        this.folder = folder;
    }

    /**
     * A log into this folder, which is made where it is missing.
     *
     * @throws IOException if the folder cannot be made
     */
    static KeyLog into(Optional<Path> folder) throws IOException {
        if (folder.isPresent()) {
            Files.createDirectories(folder.get());
        }
        return new KeyLog(folder.orElse(null));
    }

    @Override
    public void ikeSa(IkeSaKeys keys) {
        if (folder != null) {
            append(folder.resolve("ikev2_decryption_table"), keys.insecureWiresharkLine());
        }
    }

    void childSa(ChildSa child) {
        if (folder == null) {
            return;
        }
        InetAddress local = child.path().pair().local();
        InetAddress remote = child.path().pair().remote();
        boolean esn = child.suite().isExtendedSequenceNumbers();
        append(
                folder.resolve("esp_sa"),
                WiresharkEspTable.line(remote, local, child.spis().inbound(), child.inboundKey(), esn));
        append(
                folder.resolve("esp_sa"),
                WiresharkEspTable.line(local, remote, child.spis().outbound(), child.outboundKey(), esn));
    }

    private static void append(Path file, String line) {
        try {
            if (Files.notExists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, line + System.lineSeparator(), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("the key log " + file, e);
        }
    }
}
