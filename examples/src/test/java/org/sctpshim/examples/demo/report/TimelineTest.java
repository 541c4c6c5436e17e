package org.sctpshim.examples.demo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sctpshim.examples.demo.capture.Frames;
import org.sctpshim.examples.demo.capture.LinkCapture;
import org.sctpshim.examples.demo.capture.PacketKind;
import org.sctpshim.examples.demo.event.WallClock;

class TimelineTest {
    private static final long SECOND = RunFolder.SECOND;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void drawWithoutAScreen() {
        System.setProperty("java.awt.headless", "true");
    }

    @Test
    void packetsAndMessagesFallIntoTheirBins() throws IOException {
        Timeline timeline = Timeline.of(run());
        Path csv = folder.resolve("timeline.csv");
        timeline.write(csv);
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines.get(0)).startsWith("tMs,link1-ike,link1-esp,").endsWith(",messagesReceived,latencyMaxMs");
        assertThat(lines.get(1)).startsWith("-1000,");
        assertThat(lines).contains("-500,1,0,0,0,0,0,0,0,0,0,0,");
        assertThat(lines).contains("100,0,0,0,0,0,0,0,0,0,0,1,100.000");
        assertThat(lines).contains("1000,0,2,0,1,0,0,0,0,0,0,0,");
    }

    @Test
    void aRunWithoutTrafficCannotBeDrawn() {
        Run empty = new Run(List.of(), List.of(), new WallClock(0), 0);
        assertThatThrownBy(() -> Timeline.of(empty)).hasMessage("there is no traffic to draw");
    }

    @Test
    void thePictureShowsPacketsStatesAndMarks() throws IOException {
        Run run = run();
        Path png = folder.resolve("timeline.png");
        TimelinePicture.draw(run, Timeline.of(run), Summary.of(run, true)).write(png);
        BufferedImage image = Objects.requireNonNull(ImageIO.read(png.toFile()));
        assertThat(image.getWidth()).isEqualTo(1600);
        assertThat(pixels(image, Palette.of(PacketKind.ESP).getRGB()))
                .as("more ESP than the legend's patch")
                .isGreaterThan(16 * 14);
        assertThat(pixels(image, Palette.LINK_1.getRGB())).isPositive();
        assertThat(pixels(image, Palette.LINK_2.getRGB())).isPositive();
        assertThat(pixels(image, Palette.CUT.getRGB())).isPositive();
        assertThat(pixels(image, Palette.RESTORED.getRGB())).isPositive();
        assertThat(pixels(image, Palette.ofState("POTENTIALLY_FAILED").getRGB()))
                .isGreaterThan(16 * 14);
    }

    @Test
    void aRunWithoutAnyPacketIsStillDrawn() throws IOException {
        Run full = run();
        Run bare = new Run(
                full.events(),
                full.captures().stream()
                        .map(capture -> new LinkCapture(capture.host(), capture.link(), List.of()))
                        .toList(),
                full.clock(),
                0);
        Path png = folder.resolve("empty.png");
        TimelinePicture.draw(bare, Timeline.of(bare), Summary.of(bare, false)).write(png);
        assertThat(png).isNotEmptyFile();
    }

    private Run run() throws IOException {
        byte[] data = new byte[12];
        return new RunFolder(folder)
                .message(0, 0)
                .message(1, 4 * SECOND)
                .packet("link1", -SECOND / 2, Frames.ipv4(17, Frames.udp(500, 500, Frames.ike(1, 34, 8, 0))))
                .packet("link1", SECOND, Frames.ipv4(50, data))
                .packet("link1", SECOND + 10_000_000, Frames.ipv4(50, data))
                .packet("link1", SECOND + 20_000_000, Frames.ipv4(132, data))
                .alpha(-SECOND / 4, "ike-sa-up", "local=10.1.0.1 remote=10.1.0.2")
                .alpha(0, "path-state", "remote=10.1.0.2 state=ACTIVE")
                .alpha(2 * SECOND, "path-state", "remote=10.1.0.2 state=POTENTIALLY_FAILED")
                .alpha(2 * SECOND + 1, "ike-sa-moved", "local=10.2.0.1 remote=10.2.0.2")
                .cut(SECOND, 3 * SECOND)
                .ended(4 * SECOND)
                .load();
    }

    private static long pixels(BufferedImage image, int rgb) {
        long count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) == rgb) {
                    count++;
                }
            }
        }
        return count;
    }
}
