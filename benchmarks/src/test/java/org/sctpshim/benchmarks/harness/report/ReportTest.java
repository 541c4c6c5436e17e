package org.sctpshim.benchmarks.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sctpshim.benchmarks.harness.measure.Comparison;
import org.sctpshim.benchmarks.harness.measure.Goal;
import org.sctpshim.benchmarks.harness.measure.Plan;
import org.sctpshim.benchmarks.harness.measure.Sample;
import org.sctpshim.benchmarks.harness.measure.Unit;

class ReportTest {

    private static Comparison comparison() {
        Map<String, Map<String, Sample>> rows = new LinkedHashMap<>();
        rows.put("ours", Map.of("64", new Sample(List.of(80.0, 75.5, 90.0)), "256", new Sample(List.of(120.0))));
        rows.put("theirs", Map.of("64", new Sample(List.of(40.0, 42.0, 44.0)), "256", new Sample(List.of(130.0))));
        return new Comparison(
                new Plan(
                        "seal",
                        "Sealing",
                        Unit.NANOSECONDS,
                        List.of("64", "256"),
                        List.of(),
                        List.of(new Goal("ours", "theirs", 1.0))),
                rows,
                Map.of("absent", "it is not installed"));
    }

    @Test
    void theTableHasMediansRangesRatiosAndReasons() {
        assertThat(TextTable.of(comparison())).isEqualTo("""
                        ## Sealing

                        | ns: median (least - greatest) |                 64 |      256 |
                        |-------------------------------|-------------------:|---------:|
                        | ours                          | 80.0 (75.5 - 90.0) |      120 |
                        | theirs                        | 42.0 (40.0 - 44.0) |      130 |
                        | ours / theirs, goal <= 1.00   |        1.90 MISSED | 0.92 met |

                        Not measured: absent: it is not installed
                        """);
    }

    @Test
    void theJsonHasEveryValueAndHowTheGoalsStand() throws IOException {
        Map<String, Object> read = JSON.std.mapFrom(ResultsJson.of(Map.of("processor", "some"), List.of(comparison())));

        assertThat(read).containsEntry("machine", Map.of("processor", "some"));
        assertThat(read.get("tables"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("name", "seal")
                .containsEntry(
                        "rows",
                        Map.of(
                                "ours", Map.of("64", List.of(75.5, 80.0, 90.0), "256", List.of(120.0)),
                                "theirs", Map.of("64", List.of(40.0, 42.0, 44.0), "256", List.of(130.0))))
                .containsEntry("unmeasured", Map.of("absent", "it is not installed"))
                .extractingByKey("goals")
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2);
    }

    @Test
    void thePictureIsAPicture(@TempDir Path folder) throws IOException {
        BarPicture.write(comparison(), folder.resolve("seal.png"));

        assertThat(ImageIO.read(folder.resolve("seal.png").toFile()).getWidth()).isEqualTo(1400);
    }
}
