package org.sctpshim.examples.demo.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.sctpshim.examples.demo.capture.PacketKind;
import org.sctpshim.examples.demo.event.Event;
import org.sctpshim.examples.demo.event.EventKind;

/** The timeline's charts: packets of a link in stacked steps, and the latency of every message. */
final class Panels {
    /** From the picture's left edge to where time begins, the same in every panel. */
    static final int GUTTER = 250;
    /** IKE packets are few: they have a row of marks of their own above the stack, not a colour in it. */
    static final List<PacketKind> STACKED =
            List.of(PacketKind.ESP, PacketKind.UDP_ESP, PacketKind.CLEAR_SCTP, PacketKind.OTHER);

    private static final int TICK_FONT = 14;
    private static final double SHORTEST_LATENCY_MS = 0.1;
    private static final double NS_PER_MS = 1e6;
    /** Above the highest stack, for the marks of IKE. */
    private static final double HEADROOM = 1.3;

    private Panels() {}

    /** The tallest stack of either link, so that both share one scale. */
    static double highestStack(Timeline timeline) {
        double highest = 1;
        for (String link : Run.LINKS) {
            for (double height : stack(timeline, link, STACKED.size())) {
                highest = Math.max(highest, height);
            }
        }
        return highest;
    }

    /** Packets of one link by kind, one kind on the other. */
    static XYChart packets(Timeline timeline, String link, double highest, int width, int height) {
        XYChart chart = chart(timeline, width, height, false);
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(highest * HEADROOM);
        double[] starts = timeline.binStarts();
        // The whole stack first: the lower ones are painted over it.
        for (int level = STACKED.size(); level > 0; level--) {
            PacketKind kind = STACKED.get(level - 1);
            if (Arrays.stream(timeline.packets(link, kind)).sum() == 0) {
                continue;
            }
            XYSeries series = chart.addSeries(kind.words(), starts, stack(timeline, link, level));
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.StepArea);
            Color color = Palette.of(kind);
            series.setFillColor(color);
            series.setLineColor(color).setLineWidth(0);
            series.setMarker(SeriesMarkers.NONE);
        }
        if (chart.getSeriesCollection().isEmpty()) {
            // A chart without a series has no axes.
            XYSeries nothing = chart.addSeries("nothing", starts, new double[starts.length]);
            nothing.setLineColor(Palette.GRID);
            nothing.setMarker(SeriesMarkers.NONE);
        }
        return chart;
    }

    private static double[] stack(Timeline timeline, String link, int levels) {
        double[] heights = new double[timeline.binStarts().length];
        for (PacketKind kind : STACKED.subList(0, levels)) {
            double[] counts = timeline.packets(link, kind);
            for (int bin = 0; bin < heights.length; bin++) {
                heights[bin] += counts[bin];
            }
        }
        return heights;
    }

    /** A dot for each message, where it arrived, on a logarithmic scale. */
    static XYChart latency(Run run, Timeline timeline, int width, int height) {
        XYChart chart = chart(timeline, width, height, true);
        chart.getStyler().setYAxisLogarithmic(true);
        List<Double> times = new ArrayList<>();
        List<Double> latencies = new ArrayList<>();
        double longest = 1;
        for (Event event : run.all(EventKind.MESSAGE_RECEIVED)) {
            double ms = (event.tNs() - event.number("sentNs")) / NS_PER_MS;
            times.add(timeline.seconds(event.tNs()));
            latencies.add(Math.max(SHORTEST_LATENCY_MS, ms));
            longest = Math.max(longest, ms);
        }
        chart.getStyler().setYAxisMin(SHORTEST_LATENCY_MS).setYAxisMax(longest * 3);
        if (!times.isEmpty()) {
            XYSeries series = chart.addSeries("latency", times, latencies);
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
            series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(Palette.LATENCY);
        }
        return chart;
    }

    private static XYChart chart(Timeline timeline, int width, int height, boolean timeAxis) {
        XYChart chart = new XYChartBuilder().width(width).height(height).build();
        double[] starts = timeline.binStarts();
        XYStyler styler = chart.getStyler();
        styler.setLegendVisible(false)
                .setChartTitleVisible(false)
                .setChartPadding(0)
                .setPlotContentSize(1.0)
                .setChartBackgroundColor(Palette.PAPER)
                .setPlotBackgroundColor(Palette.PAPER)
                .setPlotBorderVisible(false)
                .setMarkerSize(3)
                .setLocale(Locale.ROOT)
                .setYAxisLeftWidthHint(GUTTER)
                .setAntiAlias(true);
        styler.setAxisTitlesVisible(false)
                .setPlotMargin(0)
                .setXAxisMin(starts[0])
                .setXAxisMax(starts[starts.length - 1])
                .setXAxisTicksVisible(timeAxis)
                .setAxisTicksLineVisible(false)
                .setXAxisDecimalPattern("0 s")
                .setYAxisDecimalPattern("#,##0.###")
                .setPlotGridVerticalLinesVisible(true)
                .setPlotGridLinesColor(Palette.GRID)
                .setAxisTickLabelsFont(Palette.font(TICK_FONT))
                .setAxisTickLabelsColor(Palette.INK);
        return chart;
    }
}
