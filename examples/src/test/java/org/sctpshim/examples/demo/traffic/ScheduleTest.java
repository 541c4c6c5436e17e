package org.sctpshim.examples.demo.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void messagesAreDueAtEvenTimesFromTheStart() {
        Schedule schedule = new Schedule(500, 200, 1000);
        assertThat(schedule.dueNs(0)).isEqualTo(500);
        assertThat(schedule.dueNs(1)).isEqualTo(5_000_500);
        assertThat(schedule.dueNs(200)).isEqualTo(1_000_000_500);
    }

    @Test
    void aRateThatDoesNotDivideASecondDoesNotDrift() {
        Schedule schedule = new Schedule(0, 3, 10);
        assertThat(schedule.dueNs(1)).isEqualTo(333_333_333);
        assertThat(schedule.dueNs(3_000_000)).isEqualTo(1_000_000_000_000_000L);
    }

    @Test
    void ratesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new Schedule(0, 0, 1)).hasMessageContaining("rate 0");
        assertThatThrownBy(() -> new Schedule(0, 100_001, 1)).hasMessageContaining("rate 100001");
        assertThatThrownBy(() -> new Schedule(0, 1, -1)).hasMessageContaining("count -1");
    }
}
