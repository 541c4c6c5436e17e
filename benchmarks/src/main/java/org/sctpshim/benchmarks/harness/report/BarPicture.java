package org.sctpshim.benchmarks.harness.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler;
import org.sctpshim.benchmarks.harness.measure.Comparison;
import org.sctpshim.benchmarks.harness.measure.Sample;

/** A table as a picture: a group of bars a column, a bar a row, the range as a line over it. */
public final class BarPicture {

    private static final int WIDTH = 1400;
    private static final int HEIGHT = 700;

    private BarPicture() {}

    /** Writes a PNG. A table without a row makes none. */
    public static void write(Comparison comparison, Path file) throws IOException {
        if (comparison.rows().isEmpty()) {
            return;
        }
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(comparison.plan().title())
                .yAxisTitle(comparison.plan().unit().symbol())
                .build();
        chart.getStyler()
                .setLegendPosition(Styler.LegendPosition.OutsideS)
                .setLegendLayout(Styler.LegendLayout.Vertical);
        chart.getStyler().setAvailableSpaceFill(0.8);
        for (String row : comparison.rows().keySet()) {
            List<Double> medians = new ArrayList<>();
            List<Double> ranges = new ArrayList<>();
            for (String column : comparison.plan().columns()) {
                medians.add(comparison.sample(row, column).map(Sample::median).orElse(0.0));
                ranges.add(comparison
                        .sample(row, column)
                        .map(sample -> (sample.greatest() - sample.least()) / 2)
                        .orElse(0.0));
            }
            chart.addSeries(row, comparison.plan().columns(), medians, ranges);
        }
        ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", file.toFile());
    }
}
