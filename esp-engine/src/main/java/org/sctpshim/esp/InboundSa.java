package org.sctpshim.esp;

import org.sctpshim.esp.aead.AeadKey;

/** An SA that opens, with its replay window. */
public final class InboundSa extends SecurityAssociation {

    final ReplayWindow replay;

    InboundSa(SaParameters parameters, AeadKey aeadKey, int salt, long nowNs) {
        super(parameters, aeadKey, salt, nowNs);
        this.replay = new ReplayWindow(parameters.replayWindow());
    }

    @Override
    public boolean hasKey(long spi, long b, long c, long d, long e) {
        return (int) spi == spi();
    }

    @Override
    int touchOwn() {
        return replay.touch();
    }

    /** The full sequence number of a packet that carries the low half, 0 when it cannot have one. */
    long inferSequence(int low) {
        return extended ? replay.inferExtended(low) : low & 0xffff_ffffL;
    }
}
