package org.sctpshim.benchmarks.harness.machine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A small C program that is a resource here, compiled for this machine and gone with the process.
 *
 * @param file the program
 */
public record CompiledProgram(Path file) {

    private static final int TIME_LIMIT_S = 60;

    /** That there is no compiler, and what installs it; empty if there is one. */
    public static Optional<String> hindrance() {
        return Tool.missing("gcc", "gcc libc6-dev");
    }

    /** Compiles a source that is a resource beside a class. */
    public static CompiledProgram of(Class<?> beside, String source, String... libraries) throws IOException {
        Path folder = Files.createTempDirectory("benchmark");
        Path text = folder.resolve(source);
        Path program = folder.resolve(source.replace(".c", ""));
        folder.toFile().deleteOnExit();
        text.toFile().deleteOnExit();
        program.toFile().deleteOnExit();
        try (InputStream resource = beside.getResourceAsStream(source)) {
            if (resource == null) {
                throw new IOException("no source " + source + " in this program");
            }
            Files.copy(resource, text);
        }
        List<String> command =
                new ArrayList<>(List.of("gcc", "-O3", "-march=native", "-o", program.toString(), text.toString()));
        command.addAll(List.of(libraries));
        Tool.run(command, TIME_LIMIT_S);
        return new CompiledProgram(program);
    }
}
