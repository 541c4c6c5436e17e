package org.sctpshim.ike.session;

import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IkeMessage;

/**
 * Where an IKE SA stands. Each phase holds what that phase needs; what comes next is what its methods return, often
 * the phase itself.
 */
interface Phase {
    /**
     * Takes a message whose SPIs are this IKE SA's.
     *
     * @param raw the message as it came, which authentication covers
     * @param message the same, read as far as it is not encrypted
     */
    Phase handle(Bytes raw, IkeMessage message, UdpEndpoints arrivedOver);

    /** Does what has fallen due. */
    Phase timeout();

    /** When {@link #timeout} wants to be called; {@link Long#MAX_VALUE} for never. */
    long deadlineNs();

    /** There are new answers about the revocation of certificates, which some phases wait for. */
    default Phase revocationAnswered() {
        return this;
    }

    /** Whether this host sent IKE_AUTH and waits for the answer. */
    default boolean isAuthenticating() {
        return false;
    }

    /** Ends the IKE SA at once, without a word to the peer. */
    Phase abandon(String reason);
}
