package org.sctpshim.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sctpshim.benchmarks.harness.measure.Comparison;
import org.sctpshim.benchmarks.harness.report.BarPicture;
import org.sctpshim.benchmarks.harness.report.ResultsJson;
import org.sctpshim.benchmarks.harness.report.TextTable;

/** The folder of one run: {@code results.md}, {@code results.json} and a picture a table. */
final class ResultsFolder {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT);

    private final Path folder;

    private ResultsFolder(Path folder) {
        this.folder = folder;
    }

    /** The given folder, or a new one beside those of earlier runs. */
    static ResultsFolder open(Optional<Path> given, String command) throws IOException {
        Path modules = Path.of("benchmarks");
        Path results = (Files.isDirectory(modules) ? modules : Path.of("")).resolve("results");
        return new ResultsFolder(Files.createDirectories(given.orElseGet(
                () -> results.resolve(LocalDateTime.now(ZoneId.systemDefault()).format(MOMENT) + "-" + command))));
    }

    Path folder() {
        return folder;
    }

    void write(Map<String, String> machine, List<Comparison> comparisons) throws IOException {
        String facts = machine.entrySet().stream()
                .map(fact -> "- " + fact.getKey() + ": " + fact.getValue() + "\n")
                .collect(Collectors.joining());
        String tables = comparisons.stream().map(TextTable::of).collect(Collectors.joining("\n"));
        Files.writeString(folder.resolve("results.md"), "# Results\n\n" + facts + "\n" + tables);
        Files.writeString(folder.resolve("results.json"), ResultsJson.of(machine, comparisons));
        for (Comparison comparison : comparisons) {
            BarPicture.write(comparison, folder.resolve(comparison.plan().name() + ".png"));
        }
    }
}
