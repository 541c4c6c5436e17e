package org.sctpshim.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchmarkProgramTest {

    private final StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = BenchmarkProgram.commandLine();
        line.setErr(new PrintWriter(errors));
        return line.execute(arguments);
    }

    @Test
    void aCoreThatTheMachineHasNotIsRefusedBeforeAnythingIsMeasured() {
        assertThat(run("crypto", "--core", "100000")).isEqualTo(2);
        assertThat(errors.toString()).contains("--core takes 0 to ", "got 100000");
    }

    @Test
    void noRoundsAreRefused() {
        assertThat(run("crypto", "--rounds", "0")).isEqualTo(2);
        assertThat(errors.toString()).contains("--rounds takes 1 to 100, got 0");
    }

    @Test
    void aJavaThatIsNotThereIsRefused() {
        assertThat(run("engine", "--java", "/nowhere/java")).isEqualTo(2);
        assertThat(errors.toString()).contains("--java: /nowhere/java is not a program");
    }
}
