package org.sctpshim.benchmarks.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ToolTest {

    @Test
    void aToolThatFailsIsQuotedWithItsLastWords() {
        assertThatIOException()
                .isThrownBy(() -> Tool.run(List.of("sh", "-c", "echo this is why >&2; exit 3"), 10))
                .withMessage("sh ended with status 3: this is why");
    }

    @Test
    void aToolThatDoesNotEndIsEnded() {
        assertThatIOException()
                .isThrownBy(() -> Tool.run(List.of("sleep", "60"), 0))
                .withMessage("sleep did not end within 0 s");
    }

    @Test
    void whatIsMissingNamesItsPackage() {
        assertThat(Tool.missing("no-such-program", "its-package"))
                .contains("no-such-program is not installed (Debian: apt-get install its-package)");
    }
}
