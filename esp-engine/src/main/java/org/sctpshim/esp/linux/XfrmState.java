package org.sctpshim.esp.linux;

import java.net.InetAddress;
import java.util.Optional;

/**
 * An SA as the kernel is told of it, of ESP for SCTP; its key goes beside it.
 *
 * @param spi security parameters index
 * @param source the address that its ESP packets come from
 * @param destination the address that they go to
 * @param tunnel whether the whole packet is wrapped, and not its payload
 * @param encapsulation the UDP ports that its ESP goes by; empty where it goes by itself
 * @param innerSource the sender's address of what it protects
 * @param innerDestination the receiver's address of what it protects
 * @param sourcePort the sender's SCTP port, 0 for any
 * @param destinationPort the receiver's SCTP port, 0 for any
 * @param requestId the number that binds it to its policy
 * @param algorithm how it protects packets
 * @param esn whether sequence numbers have 64 bits (RFC 4303 section 2.2.1)
 * @param replayWindow in packets, {@link #MAX_REPLAY_WINDOW} at most
 * @param soft when its replacement is asked for
 * @param hard when it is removed
 */
public record XfrmState(
        int spi,
        InetAddress source,
        InetAddress destination,
        boolean tunnel,
        Optional<XfrmEncapsulation> encapsulation,
        InetAddress innerSource,
        InetAddress innerDestination,
        int sourcePort,
        int destinationPort,
        int requestId,
        XfrmAlgorithm algorithm,
        boolean esn,
        int replayWindow,
        XfrmLimits soft,
        XfrmLimits hard) {

    /** The kernel's largest replay window, {@code XFRMA_REPLAY_ESN_MAX}. */
    public static final int MAX_REPLAY_WINDOW = 4096;

    /** One whose ESP goes by itself. */
    public XfrmState(
            int spi,
            InetAddress source,
            InetAddress destination,
            boolean tunnel,
            InetAddress innerSource,
            InetAddress innerDestination,
            int sourcePort,
            int destinationPort,
            int requestId,
            XfrmAlgorithm algorithm,
            boolean esn,
            int replayWindow,
            XfrmLimits soft,
            XfrmLimits hard) {
        this(
                spi,
                source,
                destination,
                tunnel,
                Optional.empty(),
                innerSource,
                innerDestination,
                sourcePort,
                destinationPort,
                requestId,
                algorithm,
                esn,
                replayWindow,
                soft,
                hard);
    }

    /** The same with UDP ports. */
    public XfrmState within(XfrmEncapsulation ports) {
        return new XfrmState(
                spi,
                source,
                destination,
                tunnel,
                Optional.of(ports),
                innerSource,
                innerDestination,
                sourcePort,
                destinationPort,
                requestId,
                algorithm,
                esn,
                replayWindow,
                soft,
                hard);
    }

    @Override
    public String toString() {
        return "esp spi 0x" + Integer.toHexString(spi) + " " + source.getHostAddress() + " -> "
                + destination.getHostAddress() + " reqid " + requestId + " " + algorithm;
    }
}
