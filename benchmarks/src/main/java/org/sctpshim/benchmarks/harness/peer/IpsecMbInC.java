package org.sctpshim.benchmarks.harness.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.benchmarks.harness.machine.CompiledProgram;
import org.sctpshim.benchmarks.harness.machine.Tool;
import org.sctpshim.benchmarks.harness.measure.Subject;

/** The library that our fastest provider calls, called from C in the same bursts; compiled here, where there is a compiler. */
public final class IpsecMbInC implements Subject {

    private static final String HEADER = "/usr/include/intel-ipsec-mb.h";
    private static final int TIME_LIMIT_S = 60;

    private @Nullable CompiledProgram program;

    /** Compiles nothing yet. */
    public IpsecMbInC() {}

    @Override
    public String name() {
        return "ipsec-mb in C";
    }

    @Override
    public Optional<String> hindrance() {
        if (!Files.exists(Path.of(HEADER))) {
            return Optional.of(HEADER + " is missing (Debian: apt-get install libipsec-mb-dev)");
        }
        return CompiledProgram.hindrance();
    }

    @Override
    public double measure(String octets) throws IOException {
        CompiledProgram compiled = program;
        if (compiled == null) {
            compiled = CompiledProgram.of(IpsecMbInC.class, "ipsec-mb-burst.c", "-lIPSec_MB");
            program = compiled;
        }
        String output = Tool.run(List.of(compiled.file().toString(), octets), TIME_LIMIT_S);
        return Double.parseDouble(output.strip());
    }
}
