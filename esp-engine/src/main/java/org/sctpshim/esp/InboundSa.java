package org.sctpshim.esp;

import org.sctpshim.esp.aead.AeadKey;

/**
 * An SA that opens, with its replay window.
 *
 * <p>With extended sequence numbers it also finds its way back after the loss of more than 2<sup>32</sup> packets in a row
 * (RFC 4303 appendix A3). The high half it infers is then too low and no packet passes any more. So once {@value
 * #RESYNC_AFTER} packets in a row have failed, one packet in {@value #RESYNC_EVERY} is tried with a higher half. A packet is
 * still decrypted only once, and only an authentic one moves the window, so forged packets gain nothing by this.
 */
public final class InboundSa extends SecurityAssociation {

    /** So many failures in a row are no accident of the network. */
    static final int RESYNC_AFTER = 64;

    /** Most packets are taken for what they seem to be, so that in a flood of forged packets true ones still pass. */
    static final int RESYNC_EVERY = 64;

    /** How many times 2^32 lost packets are made good. */
    static final int RESYNC_REACH = 4;

    final ReplayWindow replay;
    private int failures;
    private int triesSinceLost;

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
        if (!extended) {
            return low & 0xffff_ffffL;
        }
        long likely = replay.inferExtended(low);
        return failures < RESYNC_AFTER ? likely : mayBeHigher(likely);
    }

    private long mayBeHigher(long likely) {
        int tries = triesSinceLost++;
        if (likely == 0 || tries % RESYNC_EVERY != 0) {
            return likely;
        }
        long higher = likely + ((1L + (tries / RESYNC_EVERY & (RESYNC_REACH - 1))) << 32);
        return Long.compareUnsigned(higher, likely) > 0 ? higher : likely;
    }

    /** Notes that a packet was authentic. */
    void succeeded() {
        failures = 0;
    }

    /** Notes that a packet's integrity check failed. */
    void failed() {
        if (failures < RESYNC_AFTER && ++failures == RESYNC_AFTER) {
            triesSinceLost = 0;
        }
    }
}
