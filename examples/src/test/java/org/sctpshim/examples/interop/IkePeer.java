package org.sctpshim.examples.interop;

import java.io.IOException;

/** An IKE daemon of others on the host beta, at 10.1.0.2, with one connection to the shim on alpha, at 10.1.0.1. */
interface IkePeer extends AutoCloseable {
    /** Forgets all SAs and takes a new policy. */
    void configure(PeerPolicy policy) throws IOException;

    /** Initiates the connection; gives what the daemon's command said when it was up, or had failed. */
    String initiate();

    /** Has a packet that the connection is for initiate it; until then such packets wait. */
    void initiateOnTraffic();

    /** Takes {@link #initiateOnTraffic} back. */
    void forgetTraffic();

    /** Deletes the IKE SA. */
    void deleteIkeSa();

    /** Deletes the Child SA alone. */
    void deleteChildSa();

    /** Replaces the IKE SA by a new one. */
    void rekeyIkeSa();

    /** Replaces the Child SA by a new one. */
    void rekeyChildSa();

    /** How many SAs it has. */
    SaCounts count();

    /** Waits until the daemon has said something since it was configured. */
    void awaitSaid(String part);

    @Override
    void close();

    /**
     * How many SAs a daemon has.
     *
     * @param ike IKE SAs that are established
     * @param children Child SAs that are installed
     */
    record SaCounts(int ike, int children) {}
}
