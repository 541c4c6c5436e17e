package org.sctpshim.esp.plane;

import java.net.InetSocketAddress;

/**
 * The UDP port of one local address that IKE and ESP share where NATs may be on the way (RFC 3948 section 2):
 *
 * <pre>
 *   | SPI, not 0 ...           ESP, which stays in the plane
 *   | 0 0 0 0 | IKE message    with the non-ESP marker before it, which is taken off and put on here
 *   | 0xff                     keeps a NAT's mapping alive, which is all it does
 * </pre>
 *
 * <p>Threads: any.
 */
public interface UdpPort extends AutoCloseable {

    /** Octets of zero that tell IKE from ESP. */
    int MARKER_BYTES = 4;

    /** Takes IKE messages. */
    @FunctionalInterface
    interface IkeReceiver {

        /**
         * A message has come. Called on a thread of the plane: hands on and returns at once, and may not throw.
         *
         * @param message without the marker; the receiver's to keep
         * @return false where it has no room for it
         */
        boolean received(InetSocketAddress from, byte[] message);
    }

    /** The address and port. */
    InetSocketAddress local();

    /** Sends an IKE message, before which the marker is put. False where the kernel does not take it: it is lost. */
    boolean send(byte[] message, InetSocketAddress to);

    /** Sends what keeps a NAT's mapping alive (RFC 3948 section 2.3). False where the kernel does not take it. */
    boolean keepAlive(InetSocketAddress to);

    /** Closes the socket. Paths whose ESP went by it are blocked. */
    @Override
    void close();
}
