package org.sctpshim.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private final Deadlines<String> deadlines = new Deadlines<>();

    @Test
    void the_next_is_the_earliest_and_without_any_it_is_never() {
        assertThat(deadlines.nextNs()).isEqualTo(Long.MAX_VALUE);
        deadlines.set("late", 20);
        deadlines.set("early", 10);
        assertThat(deadlines.nextNs()).isEqualTo(10);
        assertThat(deadlines.due(9)).isEmpty();
        assertThat(deadlines.due(20)).containsExactly("early", "late");
    }

    @Test
    void what_is_due_stays_until_it_is_set_anew_or_removed() {
        deadlines.set("one", 10);
        deadlines.set("two", 10);
        assertThat(deadlines.due(10)).containsExactly("one", "two");
        deadlines.set("one", 30);
        deadlines.remove("two");
        assertThat(deadlines.due(29)).isEmpty();
        assertThat(deadlines.nextNs()).isEqualTo(30);
    }

    @Test
    void for_ever_is_no_deadline() {
        deadlines.set("one", 10);
        deadlines.set("one", Long.MAX_VALUE);
        assertThat(deadlines.nextNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(deadlines.due(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void it_agrees_with_a_map_over_seeded_changes() {
        Random random = new Random(7);
        Map<Integer, Long> model = new HashMap<>();
        Deadlines<Integer> many = new Deadlines<>();
        for (int step = 0; step < 20_000; step++) {
            int thing = random.nextInt(50);
            if (random.nextInt(4) == 0) {
                many.remove(thing);
                model.remove(thing);
            } else {
                long at = random.nextInt(30);
                many.set(thing, at);
                model.put(thing, at);
            }
            long now = random.nextInt(30);
            assertThat(many.due(now))
                    .containsExactlyInAnyOrderElementsOf(model.keySet().stream()
                            .filter(each -> model.getOrDefault(each, Long.MAX_VALUE) <= now)
                            .toList());
            assertThat(many.nextNs())
                    .isEqualTo(model.values().stream().min(Long::compare).orElse(Long.MAX_VALUE));
        }
    }
}
