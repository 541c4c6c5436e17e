package org.sctpshim.ike.host;

import java.util.List;
import org.sctpshim.ike.session.SessionParameters;

/**
 * What a host's IKE is configured with.
 *
 * @param session what holds for every IKE SA
 * @param peers the entries for peers, in the order in which they are looked up (RFC 4301 section 4.4.3)
 * @param port the UDP port that IKE messages come from and go to, 500 by default
 * @param halfOpen how many IKE SAs initiated by others may be half open at once
 */
public record HostParameters(SessionParameters session, List<PadEntry> peers, int port, HalfOpenLimits halfOpen) {
    /** The port that RFC 7296 section 2 gives to IKE. */
    public static final int IKE_PORT = 500;

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if an entry has another one's name, or nobody could ever come to it
     */
    public HostParameters {
        peers = List.copyOf(peers);
        PadOrder.check(peers);
    }

    /** The defaults for these peers. */
    public static HostParameters of(SessionParameters session, List<? extends PadEntry> peers) {
        return new HostParameters(session, List.copyOf(peers), IKE_PORT, HalfOpenLimits.DEFAULT);
    }

    /**
     * Wipes every long-term key: those shared with peers, and this host's private keys as far as their implementations
     * can. No host with these parameters can be used any more.
     */
    public void wipe() {
        for (PadEntry peer : peers) {
            peer.authentication().wipe();
            peer.postquantumKey().ifPresent(shared -> shared.key().close());
        }
        session.credentials().wipe();
    }
}
