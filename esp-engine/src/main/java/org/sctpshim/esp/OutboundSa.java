package org.sctpshim.esp;

import org.sctpshim.esp.aead.AeadKey;

/**
 * An SA that seals. It counts sequence numbers up from 1 and stops after the last one: neither a number nor the IV made
 * of it is ever used twice under the SA's key (RFC 4303 section 3.3.3, RFC 4106 section 3.1).
 */
public final class OutboundSa extends SecurityAssociation {

    private static final long LAST_32_BIT = 0xffff_ffffL;
    private static final long LAST_64_BIT = -1L;

    private final long lastSequence;
    private final long selectorWord;
    private long sequence;
    private boolean exhaustionTold;

    OutboundSa(SaParameters parameters, AeadKey aeadKey, int salt, long nowNs) {
        super(parameters, aeadKey, salt, nowNs);
        this.selectorWord = OutboundPaths.word(addressPair.ipv6(), ports.source(), ports.destination());
        this.lastSequence = parameters.esn() ? LAST_64_BIT : LAST_32_BIT;
    }

    @Override
    public boolean hasKey(long word, long fromHigh, long fromLow, long toHigh, long toLow) {
        return selectorWord == word && isBetween(fromHigh, fromLow, toHigh, toLow);
    }

    @Override
    int touchOwn() {
        return (int) sequence;
    }

    /** The next sequence number, or 0 when there is none left. By the sealing thread only. */
    long nextSequence(SaEvents events) {
        if (sequence == lastSequence) {
            if (!exhaustionTold) {
                exhaustionTold = true;
                events.add(new SaEvent.SequenceExhausted(this));
            }
            return 0;
        }
        return ++sequence;
    }

    /** Gives up all sequence numbers up to this one. Never goes back. */
    void skipSequenceTo(long used) {
        if (Long.compareUnsigned(used, sequence) < 0 || Long.compareUnsigned(used, lastSequence) > 0) {
            throw new IllegalArgumentException("cannot move the sequence number from " + Long.toUnsignedString(sequence)
                    + " to " + Long.toUnsignedString(used));
        }
        sequence = used;
    }
}
