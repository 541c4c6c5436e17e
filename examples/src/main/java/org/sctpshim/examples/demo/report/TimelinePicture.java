package org.sctpshim.examples.demo.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.sctpshim.examples.demo.capture.Packet;
import org.sctpshim.examples.demo.capture.PacketKind;

/**
 * The failover timeline: time from left to right, a lane for each link, a row for each state, the latency of every
 * message below, and a line through all lanes at each moment that matters.
 */
public final class TimelinePicture {
    private static final int WIDTH = 1600;
    private static final int LEFT_EDGE = 20;
    private static final int RIGHT_EDGE = 30;
    private static final int TITLE_HEIGHT = 84;
    private static final int MARK_ROW_HEIGHT = 22;
    private static final int LINK_HEIGHT = 170;
    private static final int ROW_HEIGHT = 30;
    private static final int LATENCY_HEIGHT = 260;
    private static final int LEGEND_HEIGHT = 50;
    private static final int GAP = 14;
    private static final double NS_PER_MS = 1e6;

    private final Run run;
    private final Timeline timeline;
    private final Summary summary;
    private final List<Mark> marks;
    private final List<StateRow> rows;
    private final BufferedImage image;
    private final Graphics2D g;
    private final double firstSecond;
    private final double lastSecond;

    private TimelinePicture(Run run, Timeline timeline, Summary summary) {
        this.run = run;
        this.timeline = timeline;
        this.summary = summary;
        double[] starts = timeline.binStarts();
        this.firstSecond = starts[0];
        this.lastSecond = starts[starts.length - 1];
        this.marks = Mark.of(run, timeline);
        this.rows = StateRow.of(run, timeline);
        int height = lanesTop()
                + Run.LINKS.size() * (LINK_HEIGHT + GAP)
                + rows.size() * ROW_HEIGHT
                + GAP
                + LATENCY_HEIGHT
                + LEGEND_HEIGHT;
        this.image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
        this.g = image.createGraphics();
    }

    /** Draws a run. */
    public static TimelinePicture draw(Run run, Timeline timeline, Summary summary) {
        TimelinePicture picture = new TimelinePicture(run, timeline, summary);
        picture.drawAll();
        return picture;
    }

    /** Writes the picture as PNG. */
    public void write(Path file) throws IOException {
        ImageIO.write(image, "png", file.toFile());
    }

    private int lanesTop() {
        return TITLE_HEIGHT + Math.max(1, marks.size()) * MARK_ROW_HEIGHT + GAP;
    }

    private void drawAll() {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Palette.PAPER);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        drawTitle();
        int y = lanesTop();
        double highest = Panels.highestStack(timeline);
        for (String link : Run.LINKS) {
            drawLink(link, highest, y);
            y += LINK_HEIGHT + GAP;
        }
        for (StateRow row : rows) {
            drawRow(row, y);
            y += ROW_HEIGHT;
        }
        y += GAP;
        drawLatency(y);
        drawMarks(y + LATENCY_HEIGHT);
        drawLegend(y + LATENCY_HEIGHT);
        g.dispose();
    }

    private double x(double seconds) {
        double share = (seconds - firstSecond) / (lastSecond - firstSecond);
        return Panels.GUTTER + share * (WIDTH - RIGHT_EDGE - Panels.GUTTER);
    }

    private void drawTitle() {
        TrafficFigures traffic = summary.traffic();
        text(
                "Failover of one SCTP association, "
                        + (summary.protectedRun()
                                ? "all paths protected under one IKE SA"
                                : "bare SCTP without the shim"),
                LEFT_EDGE,
                36,
                Palette.bold(24),
                Palette.INK);
        text(
                String.format(
                        Locale.ROOT,
                        "%,d messages sent, %,d lost; failover %,.0f ms, longest silence %,.0f ms; %s; %,d SCTP packets in clear",
                        traffic.sent(),
                        traffic.lost(),
                        traffic.failoverSilenceNs() / NS_PER_MS,
                        traffic.longestSilenceNs() / NS_PER_MS,
                        summary.cutLink()
                                .map(link -> link + " cut (" + summary.cutHow().orElse("?") + ")")
                                .orElse("no link cut"),
                        summary.wire().clearSctp()),
                LEFT_EDGE,
                64,
                Palette.font(17),
                Palette.FAINT);
    }

    private void drawLink(String link, double highest, int y) {
        XYChart chart = Panels.packets(timeline, link, highest, WIDTH - RIGHT_EDGE, LINK_HEIGHT);
        paint(chart, y, LINK_HEIGHT);
        laneTitle(link, "packets per 50 ms", "at " + Run.HOSTS.get(0) + "'s end", y);
        g.setColor(Palette.of(PacketKind.IKE));
        for (Packet packet : run.capture(Run.HOSTS.get(0), link).packets()) {
            double seconds = timeline.seconds(run.clock().toMonotonicNs(packet.wallNs()));
            if (packet.kind() == PacketKind.IKE && seconds >= firstSecond && seconds <= lastSecond) {
                diamond(x(seconds), y + 14);
            }
        }
    }

    private void drawRow(StateRow row, int y) {
        text(row.title(), LEFT_EDGE, y + 20, Palette.font(15), Palette.INK);
        for (StateRow.Span span : row.spans()) {
            double from = x(Math.max(firstSecond, span.fromSeconds()));
            double to = x(Math.min(lastSecond, Math.max(firstSecond, span.toSeconds())));
            g.setColor(span.color());
            g.fillRect((int) from, y + 3, Math.max(1, (int) to - (int) from), ROW_HEIGHT - 6);
            g.setFont(Palette.font(13));
            if (g.getFontMetrics().stringWidth(span.words()) + 12 < to - from) {
                text(span.words(), (int) from + 6, y + 20, Palette.font(13), Palette.INK);
            }
        }
    }

    private void drawLatency(int y) {
        XYChart chart = Panels.latency(run, timeline, WIDTH - RIGHT_EDGE, LATENCY_HEIGHT);
        paint(chart, y, LATENCY_HEIGHT);
        laneTitle("latency", "ms, send to receive", "each dot a message", y);
        TrafficFigures traffic = summary.traffic();
        int from = (int) x(timeline.seconds(traffic.silenceStartNs()));
        int to = (int) x(timeline.seconds(traffic.silenceStartNs() + traffic.longestSilenceNs()));
        if (traffic.longestSilenceNs() > 0) {
            int middle = y + 16; // above the longest latency
            g.setColor(Palette.CUT);
            g.setStroke(new BasicStroke(2));
            g.drawLine(from, middle, to, middle);
            g.drawLine(from, middle - 6, from, middle + 6);
            g.drawLine(to, middle - 6, to, middle + 6);
            String words = String.format(Locale.ROOT, "silence %,.0f ms", traffic.longestSilenceNs() / NS_PER_MS);
            label(words, to + 8, middle + 5, Palette.CUT);
        }
    }

    private void drawMarks(int bottom) {
        int row = 0;
        for (Mark mark : marks) {
            int x = (int) x(mark.seconds());
            int y = TITLE_HEIGHT + row * MARK_ROW_HEIGHT + 16;
            g.setColor(mark.color());
            g.setStroke(new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 4}, 0));
            g.draw(new Line2D.Double(x, y - 14, x, bottom - 34));
            label(
                    String.format(Locale.ROOT, "%.2f s  %s", mark.seconds(), mark.words()),
                    labelX(mark, x),
                    y,
                    mark.color());
            row++;
        }
    }

    /** To the right of its line, or to the left when it would leave the picture. */
    private int labelX(Mark mark, int x) {
        g.setFont(Palette.bold(15));
        int width = g.getFontMetrics().stringWidth(mark.words()) + 90;
        return x + 6 + width > WIDTH - RIGHT_EDGE ? x - width : x + 6;
    }

    private void drawLegend(int top) {
        int x = Panels.GUTTER;
        int y = top + 30;
        diamondLegend(x, y);
        x = legendText("IKE packet", x + 14, y);
        for (PacketKind kind : Panels.STACKED) {
            g.setColor(Palette.of(kind));
            g.fillRect(x, y - 12, 16, 14);
            x = legendText(kind.words(), x + 22, y);
        }
        for (String state : List.of("ACTIVE", "POTENTIALLY_FAILED", "INACTIVE", "UNCONFIRMED")) {
            g.setColor(Palette.ofState(state));
            g.fillRect(x, y - 12, 16, 14);
            x = legendText(state.toLowerCase(Locale.ROOT).replace('_', ' '), x + 22, y);
        }
    }

    private void diamondLegend(int x, int y) {
        g.setColor(Palette.of(PacketKind.IKE));
        diamond(x + 4, y - 5);
    }

    private int legendText(String words, int x, int y) {
        text(words, x, y, Palette.font(14), Palette.INK);
        return x + g.getFontMetrics().stringWidth(words) + 24;
    }

    private void laneTitle(String name, String unit, String more, int y) {
        text(name, LEFT_EDGE, y + 26, Palette.bold(18), Palette.INK);
        text(unit, LEFT_EDGE, y + 48, Palette.font(14), Palette.FAINT);
        text(more, LEFT_EDGE, y + 67, Palette.font(14), Palette.FAINT);
    }

    private void paint(XYChart chart, int y, int height) {
        Graphics2D part = (Graphics2D) g.create(0, y, WIDTH - RIGHT_EDGE, height);
        chart.paint(part, WIDTH - RIGHT_EDGE, height);
        part.dispose();
    }

    private void diamond(double x, double y) {
        int cx = (int) Math.round(x);
        int cy = (int) Math.round(y);
        g.fill(new Polygon(new int[] {cx, cx + 5, cx, cx - 5}, new int[] {cy - 7, cy, cy + 7, cy}, 4));
    }

    /** Text on a patch of paper, so that it stays readable over lines and dots. */
    private void label(String words, int x, int y, Color color) {
        g.setFont(Palette.bold(15));
        int width = g.getFontMetrics().stringWidth(words);
        g.setColor(new Color(255, 255, 255, 225));
        g.fillRect(x - 2, y - 15, width + 4, 20);
        text(words, x, y, Palette.bold(15), color);
    }

    private void text(String words, int x, int y, Font font, Color color) {
        g.setFont(font);
        g.setColor(color);
        g.drawString(words, x, y);
    }
}
