package org.sctpshim.examples.conformance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a ledger as the page {@code docs/conformance.md}. */
final class LedgerPage {
    private final Ledger ledger;
    private final StringBuilder page = new StringBuilder();

    private LedgerPage(Ledger ledger) {
        this.ledger = ledger;
    }

    static String of(Ledger ledger) {
        LedgerPage writer = new LedgerPage(ledger);
        writer.head();
        ledger.files().forEach(writer::document);
        return writer.page.toString();
    }

    private void head() {
        line("# Conformance");
        line("");
        line(
                "Generated from the rows in `docs/conformance` and the tests that name them with `@Requirement`; not to be");
        line(
                "edited. `ConformanceTest` fails where a MUST has neither a test nor a reason, where a test names no row, and");
        line("where this page is not what is generated. It is written anew by");
        line("");
        line("```sh");
        line(ConformanceTest.REWRITE);
        line("```");
        line("");
        line(
                "The requirements are paraphrased; the documents have the wording. RULE is a procedure without one of RFC");
        line("2119's words. Tests whose class ends in `LabTest` run in the lab, against a real kernel or a real peer.");
        line("");
        line("| Document | Rows | With a test | Skipped, with the reason | Not a MUST, neither |");
        line("|---|---|---|---|---|");
        ledger.files().forEach(this::summary);
        line("");
    }

    private void summary(RowFile file) {
        long tested = file.rows().stream().filter(this::isTested).count();
        long skipped = file.rows().stream()
                .filter(row -> row.skipped().isPresent() && !isTested(row))
                .count();
        int rows = file.rows().size();
        line("| %s, %s | %d | %d | %d | %d |"
                .formatted(file.document(), file.title(), rows, tested, skipped, rows - tested - skipped));
    }

    private boolean isTested(Row row) {
        return !ledger.naming(row.name()).isEmpty();
    }

    private void document(RowFile file) {
        line("## " + file.document() + ": " + file.title());
        line("");
        line("| Row | Section | Level | Requirement | Shown by |");
        line("|---|---|---|---|---|");
        file.rows().forEach(this::row);
        line("");
        sections(file);
    }

    private void row(Row row) {
        String shown =
                row.skipped().map(reason -> "*skipped:* " + reason).orElseGet(() -> tests(ledger.naming(row.name())));
        line("| %s | %s | %s | %s | %s |"
                .formatted(row.id(), row.section(), row.level(), escaped(row.text()), escaped(shown)));
    }

    private void sections(RowFile file) {
        Set<String> ids = file.rows().stream().map(Row::name).collect(Collectors.toSet());
        Set<String> sections = new LinkedHashSet<>();
        file.rows().forEach(row -> sections.add(row.section()));
        List<String> lines = new ArrayList<>();
        for (String section : sections) {
            String name = file.document() + " " + section;
            if (!ids.contains(name) && !ledger.naming(name).isEmpty()) {
                lines.add("- Section " + section + ": " + tests(ledger.naming(name)));
            }
        }
        if (!lines.isEmpty()) {
            line("Tests that speak of a section as a whole:");
            line("");
            lines.forEach(this::line);
            line("");
        }
    }

    private static String tests(List<Annotated> tests) {
        return tests.stream().map(LedgerPage::link).distinct().collect(Collectors.joining("; "));
    }

    private static String link(Annotated test) {
        String source = test.source().toString().replace('\\', '/');
        String method = test.test().isEmpty() ? "" : " `" + test.test() + "`";
        return "[%s](../%s)%s".formatted(test.className(), source, method);
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|");
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
