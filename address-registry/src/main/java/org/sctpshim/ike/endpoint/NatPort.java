package org.sctpshim.ike.endpoint;

import java.io.IOException;
import java.net.InetAddress;
import org.sctpshim.ike.sa.IkeDatagram;

/**
 * The UDP port that IKE and ESP share where NATs may be on the way (RFC 3948 section 2), in the hands of whoever does ESP:
 * a data plane takes ESP in bursts, and hands the few IKE messages over. Called on the endpoint's thread, and before that
 * thread has started.
 */
public interface NatPort extends AutoCloseable {
    /** Takes IKE messages, on any thread. */
    interface Receiver {
        /**
         * A message has come.
         *
         * @param datagram without the non-ESP marker
         * @return false where there is no room for it
         */
        boolean received(IkeDatagram datagram);
    }

    /**
     * Opens the port on a local address, if it is not open there.
     *
     * @throws IOException if it cannot be opened; the message says why and what to do
     */
    void open(InetAddress local, int port, Receiver receiver) throws IOException;

    /** Sends a message behind the non-ESP marker, or a keepalive without one; false where it could not be sent. */
    boolean send(IkeDatagram datagram);

    /** Closes the port on every address. */
    @Override
    void close();
}
