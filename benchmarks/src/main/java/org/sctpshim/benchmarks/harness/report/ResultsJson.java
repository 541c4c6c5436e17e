package org.sctpshim.benchmarks.harness.report;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sctpshim.benchmarks.harness.measure.Comparison;

/**
 * A run for programs:
 *
 * <pre>
 *   machine     name -&gt; fact
 *   tables      list of
 *     name, title, unit, columns
 *     rows        row -&gt; column -&gt; list of values, from the least to the greatest
 *     goals       list of subject, reference, bound, column, ratio, met
 *     unmeasured  row -&gt; reason
 * </pre>
 */
public final class ResultsJson {

    private ResultsJson() {}

    /** Writes a run. */
    public static String of(Map<String, String> machine, List<Comparison> comparisons) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine);
        all.put("tables", comparisons.stream().map(ResultsJson::table).toList());
        return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(all) + "\n";
    }

    private static Map<String, Object> table(Comparison comparison) {
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("name", comparison.plan().name());
        table.put("title", comparison.plan().title());
        table.put("unit", comparison.plan().unit().symbol());
        table.put("columns", comparison.plan().columns());
        Map<String, Object> rows = new LinkedHashMap<>();
        comparison.rows().forEach((row, cells) -> {
            Map<String, Object> values = new LinkedHashMap<>();
            cells.forEach((column, sample) -> values.put(column, sample.values()));
            rows.put(row, values);
        });
        table.put("rows", rows);
        table.put(
                "goals",
                comparison.standings().stream().map(ResultsJson::standing).toList());
        table.put("unmeasured", comparison.unmeasured());
        return table;
    }

    private static Map<String, Object> standing(Comparison.Standing standing) {
        Map<String, Object> goal = new LinkedHashMap<>();
        goal.put("subject", standing.goal().subject());
        goal.put("reference", standing.goal().reference());
        goal.put("bound", standing.goal().bound());
        goal.put("column", standing.column());
        goal.put("ratio", standing.ratio());
        goal.put("met", standing.met());
        return goal;
    }
}
