package org.sctpshim.benchmarks.harness.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private final List<String> order = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    private final Progress progress = new Progress() {
        @Override
        public void begin(String what) {
            told.add(what);
        }

        @Override
        public void end() {
            told.add("end");
        }
    };

    private Subject subject(String name, double first) {
        return new Subject() {
            private double next = first;

            @Override
            public String name() {
                return name;
            }

            @Override
            public double measure(String column) {
                order.add(name + column);
                return next++;
            }
        };
    }

    private static Subject failing(String name) {
        return new Subject() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public double measure(String column) throws IOException {
                throw new IOException("it is broken");
            }
        };
    }

    private static Subject absent(String name) {
        return new Subject() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Optional<String> hindrance() {
                return Optional.of("not installed");
            }

            @Override
            public double measure(String column) {
                throw new AssertionError("what is not there is not measured");
            }
        };
    }

    private static Plan plan(Unit unit, List<Goal> goals, Subject... subjects) {
        return new Plan("plan", "A plan", unit, List.of("1", "2"), List.of(subjects), goals);
    }

    @Test
    void everyCellIsMeasuredOnceBeforeAnyIsMeasuredAgain() {
        Rounds.measure(plan(Unit.NANOSECONDS, List.of(), subject("a", 1), subject("b", 10)), 2, progress);

        assertThat(order).containsExactly("a1", "b1", "a2", "b2", "a1", "b1", "a2", "b2");
    }

    @Test
    void aCellHasTheValuesOfAllRounds() {
        Comparison filled = Rounds.measure(plan(Unit.NANOSECONDS, List.of(), subject("a", 1)), 3, progress);

        assertThat(filled.rows())
                .isEqualTo(Map.of(
                        "a", Map.of("1", new Sample(List.of(1.0, 3.0, 5.0)), "2", new Sample(List.of(2.0, 4.0, 6.0)))));
    }

    @Test
    void aRowThatFailsIsLeftOutWithItsReasonAndTheOthersAreMeasured() {
        Comparison filled =
                Rounds.measure(plan(Unit.NANOSECONDS, List.of(), failing("a"), subject("b", 1)), 2, progress);

        assertThat(filled.unmeasured()).isEqualTo(Map.of("a", "it is broken"));
        assertThat(filled.rows()).containsOnlyKeys("b");
    }

    @Test
    void aRowThatThisMachineCannotMeasureTellsWhy() {
        Comparison filled = Rounds.measure(plan(Unit.NANOSECONDS, List.of(), absent("a")), 2, progress);

        assertThat(filled.unmeasured()).isEqualTo(Map.of("a", "not installed"));
        assertThat(told).isEmpty();
    }

    @Test
    void theProgressHasAsManyStepsAsItWasTold() {
        Plan plan = plan(Unit.NANOSECONDS, List.of(), absent("a"), failing("b"), subject("c", 1));

        Rounds.measure(plan, 3, progress);

        assertThat(told.stream().filter("end"::equals)).hasSize(Rounds.steps(plan, 3));
    }

    @Test
    void aGoalIsHeldToTheRatioOfMediansInEveryColumn() {
        Goal goal = new Goal("a", "b", 0.15);

        Comparison filled =
                Rounds.measure(plan(Unit.NANOSECONDS, List.of(goal), subject("a", 1), subject("b", 10)), 1, progress);

        assertThat(filled.standings())
                .containsExactly(
                        new Comparison.Standing(goal, "1", 0.1, true),
                        new Comparison.Standing(goal, "2", 2.0 / 11, false));
    }

    @Test
    void whereMoreIsBetterAGoalIsALeastRatio() {
        Goal goal = new Goal("a", "b", 0.15);

        Comparison filled =
                Rounds.measure(plan(Unit.KILOPACKETS, List.of(goal), subject("a", 1), subject("b", 10)), 1, progress);

        assertThat(filled.standings()).extracting(Comparison.Standing::met).containsExactly(false, true);
    }

    @Test
    void aGoalWhoseReferenceWasNotMeasuredStandsNowhere() {
        Comparison filled = Rounds.measure(
                plan(Unit.NANOSECONDS, List.of(new Goal("a", "b", 1)), subject("a", 1), absent("b")), 1, progress);

        assertThat(filled.standings()).isEmpty();
    }
}
