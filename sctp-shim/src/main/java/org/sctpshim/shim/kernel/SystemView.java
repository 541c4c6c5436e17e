package org.sctpshim.shim.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The little that {@link Preflight} looks at. */
public interface SystemView {
    /** A file's bytes as ISO-8859-1 text; empty if it is not there or not readable. */
    Optional<String> read(String path);

    /** A Java system property, or the empty text. */
    String property(String name);

    /** The system this program runs on. */
    static SystemView running() {
        return new SystemView() {
            @Override
            public Optional<String> read(String path) {
                try {
                    return Optional.of(Files.readString(Path.of(path), StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    return Optional.empty();
                }
            }

            @Override
            public String property(String name) {
                return System.getProperty(name, "");
            }
        };
    }
}
