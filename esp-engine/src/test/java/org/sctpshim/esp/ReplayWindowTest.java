package org.sctpshim.esp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sctpshim.conformance.Requirement;

/** The window against a model that remembers every number it ever saw. */
class ReplayWindowTest {

    private static final class Model {
        private final Set<Long> seen = new HashSet<>();
        private final int size;
        private long top;

        Model(int size) {
            this.size = size;
        }

        boolean isNew(long sequence) {
            return sequence > 0 && sequence > top - size && !seen.contains(sequence);
        }

        boolean accept(long sequence) {
            if (!isNew(sequence)) {
                return false;
            }
            seen.add(sequence);
            top = Math.max(top, sequence);
            return true;
        }

        /** The only number with these low 32 bits that is not below the window nor 2^32 above its bottom. */
        long infer(int low) {
            long bottom = top - size + 1;
            return bottom + ((low - bottom) & 0xffff_ffffL);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 63, 64, 65, 1000, 1024, 4096})
    @Requirement({"RFC 4303 3.4.3-1", "RFC 4303 3.4.3-3", "RFC 4303 3.4.3-2"})
    void it_agrees_with_the_model_over_seeded_sequences(int size) {
        for (long seed = 1; seed <= 8; seed++) {
            compare(size, seed, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0xffff_f000L, 0x1_0000_0000L, 0x7_ffff_ff00L, 0x1234_5678_ffff_fff0L})
    @Requirement("RFC 4303 A2-1")
    void it_agrees_with_the_model_where_the_low_half_wraps(long start) {
        for (long seed = 1; seed <= 8; seed++) {
            compare(1024, seed, start);
        }
    }

    private static void compare(int size, long seed, long start) {
        Random random = new Random(seed);
        ReplayWindow window = new ReplayWindow(size);
        Model model = new Model(size);
        if (start > 0) {
            window.accept(start);
            model.accept(start);
        }
        for (int step = 0; step < 40_000; step++) {
            long sequence = next(random, model.top, size);
            boolean isNew = window.isNew(sequence);
            boolean accepted = window.accept(sequence);
            boolean expected = model.isNew(sequence);
            // Compared by hand: millions of assertion objects would take longer than the test may.
            if (isNew != expected || accepted != model.accept(sequence) || window.top() != model.top) {
                throw new AssertionError("seed " + seed + ", size " + size + ", start " + start + ", step " + step
                        + ": number " + sequence + " at top " + model.top + " should be new: " + expected);
            }
            if (sequence > model.top - size && sequence >= 0 && window.inferExtended((int) sequence) != sequence) {
                throw new AssertionError("seed " + seed + ", size " + size + ", start " + start + ", step " + step
                        + ": inferred " + window.inferExtended((int) sequence) + " for " + sequence);
            }
            int low = random.nextInt();
            long inferred = window.inferExtended(low);
            if (inferred != Math.max(0, model.infer(low)) && model.infer(low) > 0) {
                throw new AssertionError("seed " + seed + ": inferred " + inferred + " for low half " + low);
            }
        }
    }

    private static long next(Random random, long top, int size) {
        return switch (random.nextInt(8)) {
            case 0 -> top + 1 + random.nextInt(size * 3);
            case 1 -> Math.max(0, top - size + random.nextInt(5) - 2);
            case 2, 3 -> Math.max(0, top - random.nextInt(size));
            case 4 -> Math.max(0, top - random.nextInt(size * 2));
            case 5 -> top;
            default -> top + 1 + random.nextInt(3);
        };
    }

    @Test
    @Requirement("RFC 4303 2.2-1")
    void zero_is_never_accepted() {
        assertThat(new ReplayWindow(64).accept(0)).isFalse();
    }

    @Test
    void a_jump_longer_than_the_ring_forgets_everything() {
        ReplayWindow window = new ReplayWindow(64);
        for (long sequence = 1; sequence <= 64; sequence++) {
            assertThat(window.accept(sequence)).isTrue();
        }
        assertThat(window.accept(1L << 40)).isTrue();
        assertThat(window.isNew((1L << 40) - 63)).isTrue();
        assertThat(window.isNew((1L << 40) - 64)).isFalse();
        assertThat(window.isNew(64)).isFalse();
    }

    @Test
    void numbers_are_unsigned_up_to_the_last_one() {
        ReplayWindow window = new ReplayWindow(64);
        assertThat(window.accept(-3)).isTrue();
        assertThat(window.accept(-1)).isTrue();
        assertThat(window.accept(-2)).isTrue();
        assertThat(window.accept(-2)).isFalse();
        assertThat(window.accept(1)).isFalse();
        assertThat(window.inferExtended(-2)).isEqualTo(-2);
        assertThat(window.inferExtended(5)).as("would be beyond 2^64").isZero();
    }

    @Test
    void before_the_first_packet_a_number_below_zero_is_not_inferred() {
        ReplayWindow window = new ReplayWindow(1024);
        assertThat(window.inferExtended(-1)).isZero();
        assertThat(window.inferExtended(1)).isEqualTo(1);
    }
}
