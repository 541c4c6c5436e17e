package org.sctpshim.shim.ipsec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.SctpPorts;
import org.sctpshim.shim.kernel.AddressText;
import org.sctpshim.shim.status.PathHistory;

class PathTallyTest {
    private final PathTally tally = new PathTally();

    private static PathId path(int host, int port) {
        AddressPair pair = new AddressPair(AddressText.parse("10.1.0.1"), AddressText.parse("10.9.0." + host));
        return new PathId(pair, new SctpPorts(2905, port));
    }

    @Test
    void aNewSaInThePlaceOfAnOldOneIsNoTransition() {
        tally.gained(path(1, 7), 10);
        tally.gained(path(1, 7), 20);

        PathHistory history = tally.histories(30).get(0);
        assertThat(history.gained()).isEqualTo(1);
        assertThat(history.changedNs()).isEqualTo(10);
    }

    @Test
    void aLossOfWhatWasNotProtectedIsNoTransition() {
        tally.lost(path(1, 7), "never was", 10);
        tally.gained(path(2, 7), 20);
        tally.lost(path(2, 7), "first", 30);
        tally.lost(path(2, 7), "second", 40);

        assertThat(tally.histories(50)).hasSize(1);
        assertThat(tally.histories(50).get(0).lost()).isEqualTo(1);
        assertThat(tally.histories(50).get(0).lastLoss()).contains("first");
    }

    @Test
    void pathsWithDifferentPortsAddUpUnderOnePair() {
        tally.gained(path(1, 7), 10);
        tally.gained(path(1, 8), 20);
        tally.lost(path(1, 7), "gone", 30);

        assertThat(tally.histories(40)).hasSize(1);
        assertThat(tally.histories(40).get(0).gained()).isEqualTo(2);
        assertThat(tally.histories(40).get(0).lost()).isEqualTo(1);
    }

    @Test
    void aPathThatComesBackInTimeCountsOn() {
        tally.gained(path(1, 7), 0);
        tally.lost(path(1, 7), "gone", 1);
        tally.gained(path(1, 7), PathTally.KEEP_LOST_NS);

        assertThat(tally.histories(3 * PathTally.KEEP_LOST_NS).get(0).gained()).isEqualTo(2);
    }

    @Test
    void whatWasLostLongAgoIsForgotten() {
        tally.gained(path(1, 7), 0);
        tally.lost(path(1, 7), "gone", 1);

        assertThat(tally.histories(1 + PathTally.KEEP_LOST_NS)).hasSize(1);
        assertThat(tally.histories(2 + PathTally.KEEP_LOST_NS)).isEmpty();
    }

    @Test
    void ofVeryManyLostPathsOnlyTheLastAreRemembered() {
        tally.gained(path(0, 7), 0);
        for (int host = 1; host <= 200; host++) {
            tally.gained(path(host, 7), host);
            tally.lost(path(host, 7), "gone", host);
        }

        List<PathHistory> histories = tally.histories(201);
        assertThat(histories).hasSize(1 + PathTally.MAX_LOST_PAIRS);
        assertThat(histories.get(0).pair()).isEqualTo(path(0, 7).pair());
        assertThat(histories.get(PathTally.MAX_LOST_PAIRS).pair())
                .isEqualTo(path(200, 7).pair());
    }
}
