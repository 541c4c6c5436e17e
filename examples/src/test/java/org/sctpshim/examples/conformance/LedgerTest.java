package org.sctpshim.examples.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final String MUST = "2.1-1\t2.1\tMUST\tRequests are repeated.";

    @Test
    void a_must_without_test_and_reason_is_a_fault() {
        assertThat(ledger(List.of(MUST)).faults()).singleElement().asString().contains("RFC 1 2.1-1", "neither");
    }

    @Test
    void a_must_with_a_test_is_sound() {
        assertThat(ledger(List.of(MUST), test(true, "RFC 1 2.1-1")).faults()).isEmpty();
    }

    @Test
    void a_must_with_a_reason_is_sound_until_a_test_names_it() {
        String skipped = MUST + "\tnever sent here";
        assertThat(ledger(List.of(skipped)).faults()).isEmpty();
        assertThat(ledger(List.of(skipped), test(true, "RFC 1 2.1-1")).faults())
                .singleElement()
                .asString()
                .contains("take away");
    }

    @Test
    void naming_the_section_shows_no_row() {
        assertThat(ledger(List.of(MUST), test(true, "RFC 1 2.1")).faults())
                .singleElement()
                .asString()
                .contains("neither");
    }

    @Test
    void a_name_without_a_row_is_a_fault() {
        assertThat(ledger(List.of(), test(true, "RFC 1 2.1-1")).faults())
                .containsExactly("SampleTest.method names no row and no section: RFC 1 2.1-1");
    }

    @Test
    void only_tests_that_run_show_a_row() {
        assertThat(ledger(List.of(MUST), test(false, "RFC 1 2.1-1")).faults())
                .containsExactly("SampleTest.method names rows and is no test that runs");
    }

    @Test
    void an_id_is_used_once() {
        String should = "2.1-1\t2.1\tSHOULD\tSlower every time.";
        assertThat(ledger(List.of(should, should)).faults()).containsExactly("RFC 1 2.1-1 is there twice");
    }

    @Test
    void a_line_with_a_column_missing_is_refused() {
        assertThatThrownBy(() -> Row.parse("RFC 1", "2.1-1\tMUST\tRequests are repeated."))
                .hasMessageContaining("a tab between them");
        assertThatThrownBy(() -> Row.parse("RFC 1", MUST + "\t ")).hasMessageContaining("a column is empty");
    }

    private static Ledger ledger(List<String> lines, Annotated... tests) {
        List<Row> rows = lines.stream().map(line -> Row.parse("RFC 1", line)).toList();
        return new Ledger(List.of(new RowFile("RFC 1", "Sample", rows)), List.of(tests));
    }

    private static Annotated test(boolean runs, String... names) {
        return new Annotated(Path.of("SampleTest.java"), "SampleTest", "method", List.of(names), runs);
    }
}
