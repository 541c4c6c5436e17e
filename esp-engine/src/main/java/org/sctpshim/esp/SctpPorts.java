package org.sctpshim.esp;

/**
 * The SCTP port selector of an SA, seen in the packet's direction (RFC 4301 section 4.4.1.1).
 *
 * @param source the sender's port, 0 for any
 * @param destination the receiver's port, 0 for any
 */
public record SctpPorts(int source, int destination) {

    /** Every port. */
    public static final SctpPorts ANY = new SctpPorts(0, 0);

    public SctpPorts {
        requirePort("source", source);
        requirePort("destination", destination);
    }

    /** Whether a packet with these ports is covered. */
    boolean covers(int sourcePort, int destinationPort) {
        return (source == 0 || source == sourcePort) && (destination == 0 || destination == destinationPort);
    }

    private static void requirePort(String which, int port) {
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException(which + " port must be in 0..65535, got " + port);
        }
    }
}
