package org.sctpshim.esp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SaTableTest {

    /** A value that knows its key. */
    private record Entry<V>(V value, long a, long b, long c, long d, long e) implements SaTable.Keyed {
        @Override
        public boolean hasKey(long wantedA, long wantedB, long wantedC, long wantedD, long wantedE) {
            return a == wantedA && b == wantedB && c == wantedC && d == wantedD && e == wantedE;
        }
    }

    private static <V> void put(SaTable<Entry<V>> table, long a, long b, long c, long d, long e, V value) {
        table.put(a, b, c, d, e, new Entry<>(value, a, b, c, d, e));
    }

    private static <V> @Nullable V find(SaTable<Entry<V>> table, long a, long b, long c, long d, long e) {
        Entry<V> found = table.find(a, b, c, d, e);
        return found == null ? null : found.value();
    }

    @Test
    void it_agrees_with_a_map_while_entries_come_and_go() {
        Random random = new Random(7);
        SaTable<Entry<String>> table = new SaTable<>();
        Map<Integer, String> model = new HashMap<>();
        for (int step = 0; step < 200_000; step++) {
            int key = random.nextInt(3000);
            if (random.nextInt(3) == 0) {
                table.remove(key, key >> 3, 0, 1, 2);
                model.remove(key);
            } else if (random.nextBoolean()) {
                put(table, key, key >> 3, 0, 1, 2, "v" + step);
                model.put(key, "v" + step);
            }
            assertThat(find(table, key, key >> 3, 0, 1, 2)).isEqualTo(model.get(key));
        }
        assertThat(table.size()).isEqualTo(model.size());
    }

    @Test
    void every_word_of_the_key_counts() {
        SaTable<Entry<String>> table = new SaTable<>();
        put(table, 1, 2, 3, 4, 5, "here");
        assertThat(find(table, 1, 2, 3, 4, 5)).isEqualTo("here");
        assertThat(find(table, 0, 2, 3, 4, 5)).isNull();
        assertThat(find(table, 1, 0, 3, 4, 5)).isNull();
        assertThat(find(table, 1, 2, 0, 4, 5)).isNull();
        assertThat(find(table, 1, 2, 3, 0, 5)).isNull();
        assertThat(find(table, 1, 2, 3, 4, 0)).isNull();
    }

    @Test
    void a_hundred_thousand_neighbouring_addresses_are_all_found() {
        SaTable<Entry<Integer>> table = new SaTable<>();
        for (int i = 0; i < 100_000; i++) {
            put(table, 0, 0, 0x0a00_0000L + i, 0, 0x0a01_0000L + (i & 3), i);
        }
        for (int i = 0; i < 100_000; i++) {
            assertThat(find(table, 0, 0, 0x0a00_0000L + i, 0, 0x0a01_0000L + (i & 3)))
                    .isEqualTo(i);
        }
    }

    @Test
    void a_reader_never_misses_what_is_there_while_the_table_is_rebuilt() {
        SaTable<Entry<Long>> table = new SaTable<>();
        for (long key = 0; key < 50; key++) {
            put(table, key, 0, 0, 0, 0, key);
        }
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Long> misses = CompletableFuture.supplyAsync(() -> {
            long missed = 0;
            while (!done.get()) {
                for (long key = 0; key < 50; key++) {
                    Long found = find(table, key, 0, 0, 0, 0);
                    missed += found != null && found == key ? 0 : 1;
                }
            }
            return missed;
        });
        for (long round = 0; round < 300_000; round++) {
            put(table, 1000 + round, 0, 0, 0, 0, round);
            table.remove(1000 + round, 0, 0, 0, 0);
        }
        done.set(true);
        assertThat(misses.join()).isZero();
    }
}
