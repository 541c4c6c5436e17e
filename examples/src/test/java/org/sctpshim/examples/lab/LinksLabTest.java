package org.sctpshim.examples.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.examples.lab.LabLinks.Link.LINK1;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the lab promises about its two links, for all four pairs of addresses. */
@Tag("lab")
class LinksLabTest {
    private static final List<String> LOCAL = List.of("10.1.0.1", "10.2.0.1");
    private static final List<String> REMOTE = List.of("10.1.0.2", "10.2.0.2");

    @AutoClose
    private final LabHost alpha = LabHost.alpha();

    @AutoClose
    private final LabLinks links = new LabLinks();

    @Test
    void carryAllFourPairs() {
        assertThat(pairsThatAnswer())
                .containsExactly(
                        "10.1.0.1 - 10.1.0.2", "10.1.0.1 - 10.2.0.2", "10.2.0.1 - 10.1.0.2", "10.2.0.1 - 10.2.0.2");
    }

    @Test
    void leaveOnlyTheOtherLinksPairAfterASilentCut() {
        links.cutSilently(LINK1);
        assertThat(pairsThatAnswer()).containsExactly("10.2.0.1 - 10.2.0.2");
    }

    @Test
    void carryCrossedPairsOverTheOtherLinkWhileOneIsDown() {
        links.takeDown(LINK1);
        assertThat(pairsThatAnswer())
                .containsExactly("10.1.0.1 - 10.2.0.2", "10.2.0.1 - 10.1.0.2", "10.2.0.1 - 10.2.0.2");
    }

    @Test
    void carryEverythingAgainOnceRestored() {
        links.cutSilently(LINK1);
        links.restore(LINK1);
        links.takeDown(LINK1);
        links.restore(LINK1);
        assertThat(pairsThatAnswer()).hasSize(4);
        assertThat(answers("fd00:1::1", "fd00:1::2")).isTrue();
    }

    @Test
    void carryIpv6() {
        assertThat(answers("fd00:1::1", "fd00:1::2")).isTrue();
        assertThat(answers("fd00:2::1", "fd00:1::2")).isTrue();
    }

    @Test
    void delayPackets() {
        links.delay(LINK1, Duration.ofMillis(50));
        String statistics = alpha.run("ping", "-c", "2", "-i", "0.2", "10.1.0.2");
        double minimumMs = Double.parseDouble(statistics.replaceFirst("(?s).*rtt [^=]*= ([0-9.]+)/.*", "$1"));
        assertThat(minimumMs).isBetween(100.0, 200.0);
    }

    private List<String> pairsThatAnswer() {
        List<String> answering = new ArrayList<>();
        for (String local : LOCAL) {
            for (String remote : REMOTE) {
                if (answers(local, remote)) {
                    answering.add(local + " - " + remote);
                }
            }
        }
        return answering;
    }

    private boolean answers(String local, String remote) {
        return alpha.start("ping", "-q", "-c", "2", "-i", "0.2", "-W", "1", "-I", local, remote)
                        .exitStatus(LabHost.PATIENCE)
                == 0;
    }
}
