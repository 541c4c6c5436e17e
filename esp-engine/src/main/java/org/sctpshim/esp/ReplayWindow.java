package org.sctpshim.esp;

import java.util.Arrays;

/**
 * The anti-replay window (RFC 4303 section 3.4.3) as a ring of 64 bit words (RFC 6479): the ring has one word more than
 * the window needs, so the window moves by clearing whole words and no bit is ever shifted. Sequence numbers are
 * unsigned; 0 is never valid.
 *
 * <p>Threads: one, the opening thread.
 */
final class ReplayWindow {

    private static final int WORD_SHIFT = 6;
    private static final int BIT_MASK = 63;

    private final long[] words;
    private final int wordMask;
    private final int size;
    private long top;

    /** A window that accepts a number if it is less than {@code size} below the highest one seen. */
    ReplayWindow(int size) {
        this.size = size;
        int needed = ((size + BIT_MASK) >>> WORD_SHIFT) + 1;
        int ring = Integer.highestOneBit(needed);
        this.words = new long[ring == needed ? ring : ring << 1];
        this.wordMask = words.length - 1;
    }

    /** Reads a word of the ring near the highest number, so that it is in the cache soon. */
    int touch() {
        return (int) words[index(top)];
    }

    /** The highest number seen. */
    long top() {
        return top;
    }

    /** Whether a packet with this number is new. Changes nothing: to be asked before the packet is authenticated. */
    boolean isNew(long sequence) {
        if (sequence == 0) {
            return false;
        }
        if (Long.compareUnsigned(sequence, top) > 0) {
            return true;
        }
        return top - sequence < size && top - sequence >= 0 && (word(sequence) & bit(sequence)) == 0;
    }

    /** Whether a packet with this number is new, and notes that it was seen. Only for authentic packets. */
    boolean accept(long sequence) {
        if (!isNew(sequence)) {
            return false;
        }
        if (Long.compareUnsigned(sequence, top) > 0) {
            moveTo(sequence);
        }
        words[index(sequence)] |= bit(sequence);
        return true;
    }

    /**
     * Infers the full number from its low half (RFC 4303 appendix A2.2): the one of the three candidates that lies in the
     * window or closest above it.
     *
     * @return 0 if that number is out of the 64 bit range
     */
    long inferExtended(int low) {
        long topLow = top & 0xffff_ffffL;
        long topHigh = top >>> 32;
        long bottomLow = (topLow - size + 1) & 0xffff_ffffL;
        boolean windowInOneSubspace = topLow >= size - 1;
        boolean atOrAboveBottom = (low & 0xffff_ffffL) >= bottomLow;
        long high;
        if (windowInOneSubspace) {
            high = atOrAboveBottom ? topHigh : topHigh + 1;
        } else {
            high = atOrAboveBottom ? topHigh - 1 : topHigh;
        }
        return (high >>> 32) == 0 ? (high << 32) | (low & 0xffff_ffffL) : 0;
    }

    private void moveTo(long sequence) {
        long steps = (sequence >>> WORD_SHIFT) - (top >>> WORD_SHIFT);
        if (steps >= words.length) {
            Arrays.fill(words, 0);
        } else {
            int first = index(top);
            for (int step = 1; step <= steps; step++) {
                words[(first + step) & wordMask] = 0;
            }
        }
        top = sequence;
    }

    private long word(long sequence) {
        return words[index(sequence)];
    }

    private int index(long sequence) {
        return (int) (sequence >>> WORD_SHIFT) & wordMask;
    }

    private static long bit(long sequence) {
        return 1L << (sequence & BIT_MASK);
    }
}
