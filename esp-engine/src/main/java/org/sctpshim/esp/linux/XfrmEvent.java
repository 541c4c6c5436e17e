package org.sctpshim.esp.linux;

import java.net.InetAddress;

/** What the kernel tells of its SAs by itself. */
public sealed interface XfrmEvent {

    /**
     * An SA has reached a limit.
     *
     * @param spi which
     * @param destination of which
     * @param hard whether it is gone, and not only to be replaced
     */
    record Expired(int spi, InetAddress destination, boolean hard) implements XfrmEvent {}

    /**
     * Encapsulated packets of an SA come from elsewhere: a NAT has given its sender other numbers.
     *
     * @param spi which
     * @param destination of which
     * @param newSource whence they come now
     * @param newPort from which UDP port
     */
    record Remapped(int spi, InetAddress destination, InetAddress newSource, int newPort) implements XfrmEvent {}

    /** Some events were lost, since nobody took them in time: only looking at the SAs is sure. */
    record Lost() implements XfrmEvent {}
}
