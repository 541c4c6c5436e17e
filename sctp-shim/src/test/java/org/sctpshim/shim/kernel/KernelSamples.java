package org.sctpshim.shim.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** Tables captured from Linux 6.1.176: one association, both its ends on this host. */
final class KernelSamples {
    static final String ASSOCS = read("assocs-linux-6.1.txt");
    static final String ASSOCS_EMPTY = header(ASSOCS);
    static final String REMADDR = read("remaddr-linux-6.1.txt");
    static final String REMADDR_EMPTY = header(REMADDR);

    private KernelSamples() {}

    private static String read(String name) {
        try (InputStream in = Objects.requireNonNull(KernelSamples.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String header(String table) {
        return table.substring(0, table.indexOf('\n') + 1);
    }

    static Set<InetAddress> addresses(String... texts) {
        Set<InetAddress> addresses = new LinkedHashSet<>();
        for (String text : texts) {
            addresses.add(AddressText.parse(text));
        }
        return addresses;
    }
}
