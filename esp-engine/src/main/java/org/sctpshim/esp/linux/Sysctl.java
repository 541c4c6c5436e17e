package org.sctpshim.esp.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Kernel settings of the calling thread's network namespace. */
public final class Sysctl {

    private static final Path ROOT = Path.of("/proc/sys");

    private Sysctl() {}

    /**
     * Reads a setting.
     *
     * @param name with slashes, such as {@code net/ipv4/conf/eth0/rp_filter}
     */
    public static String read(String name) throws IOException {
        try {
            return Files.readString(ROOT.resolve(name)).strip();
        } catch (IOException e) {
            throw new IOException("read sysctl " + name + ": " + e.getMessage(), e);
        }
    }

    /** Writes a setting. */
    public static void write(String name, String value) throws IOException {
        try {
            Files.writeString(ROOT.resolve(name), value + "\n");
        } catch (IOException e) {
            throw new IOException("set sysctl " + name + " to " + value + ": " + e.getMessage(), e);
        }
    }
}
