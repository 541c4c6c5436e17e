package org.sctpshim.benchmarks.harness.plane;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.sctpshim.benchmarks.harness.machine.CompiledProgram;

/** The C programs of this package, compiled when first used. */
final class Programs {

    private @Nullable CompiledProgram packets;
    private @Nullable CompiledProgram forwarder;

    CompiledProgram packets() throws IOException {
        CompiledProgram compiled = packets;
        if (compiled == null) {
            compiled = CompiledProgram.of(Programs.class, "packets.c", "-lpthread");
            packets = compiled;
        }
        return compiled;
    }

    CompiledProgram forwarder() throws IOException {
        CompiledProgram compiled = forwarder;
        if (compiled == null) {
            compiled = CompiledProgram.of(Programs.class, "forwarder.c");
            forwarder = compiled;
        }
        return compiled;
    }
}
