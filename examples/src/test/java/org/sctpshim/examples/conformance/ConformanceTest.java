package org.sctpshim.examples.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The conformance ledger is whole, and the page in the documentation is what it says. */
class ConformanceTest {
    static final String REWRITE =
            "mvn -B -ntp -pl examples,benchmarks -am test -DskipLab -Dtest=ConformanceTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dconformance.write";

    private static final Path ROOT = checkout();
    private static final Path PAGE = ROOT.resolve("docs/conformance.md");

    @Test
    void every_must_has_a_test_or_a_reason_and_every_annotation_names_a_row() throws IOException {
        assertThat(ledger().faults()).isEmpty();
    }

    @Test
    void the_page_in_the_documentation_is_what_is_generated() throws IOException {
        String generated = LedgerPage.of(ledger());
        if (System.getProperty("conformance.write") != null) {
            Files.writeString(PAGE, generated);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/conformance.md; write it anew by %s", REWRITE)
                .isEqualTo(generated);
    }

    private static Ledger ledger() throws IOException {
        return new Ledger(RowFile.all(ROOT.resolve("docs/conformance")), TestClasses.annotatedBelow(ROOT));
    }

    private static Path checkout() {
        Path here = Path.of("").toAbsolutePath();
        Path parent = here.getParent();
        return parent != null && Files.isDirectory(parent.resolve("docs/conformance")) ? parent : here;
    }
}
