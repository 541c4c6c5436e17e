package org.sctpshim.esp.linux;

import java.net.InetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A policy on SCTP packets that lets them pass, drops them or has them protected (RFC 4301 section 4.4.1: BYPASS,
 * DISCARD and PROTECT).
 *
 * @param direction where the kernel asks
 * @param ipv6 the family
 * @param source the only source it is for, null for any
 * @param sourcePort the only source port, 0 for any
 * @param destination the only destination, null for any
 * @param destinationPort the only destination port, 0 for any
 * @param mark only packets with this mark, 0 for all
 * @param blocks whether it drops
 * @param priority the policy with the lowest number that fits decides
 * @param template by what it has packets protected, null where it lets them pass or drops them as they are
 */
public record XfrmPolicy(
        Direction direction,
        boolean ipv6,
        @Nullable InetAddress source,
        int sourcePort,
        @Nullable InetAddress destination,
        int destinationPort,
        int mark,
        boolean blocks,
        int priority,
        @Nullable XfrmTemplate template) {

    /** Where the kernel asks for a policy. */
    public enum Direction {
        /** On delivery to a socket. */
        IN(0),
        /** On sending from a socket. */
        OUT(1);

        private final int number;

        Direction(int number) {
            this.number = number;
        }

        /** The kernel's number. */
        int number() {
            return number;
        }
    }

    /** Drops all SCTP that comes from this host. */
    public static XfrmPolicy blockFrom(InetAddress source, int priority) {
        return new XfrmPolicy(Direction.IN, isIpv6(source), source, 0, null, 0, 0, true, priority, null);
    }

    /** Drops all SCTP to this host, or lets it pass where it would meet a policy of a higher number. */
    public static XfrmPolicy to(InetAddress destination, boolean blocks, int priority) {
        return new XfrmPolicy(Direction.OUT, isIpv6(destination), null, 0, destination, 0, 0, blocks, priority, null);
    }

    /** Drops all SCTP that comes to this port of an own address. */
    public static XfrmPolicy blockToPort(InetAddress local, int port, int priority) {
        return new XfrmPolicy(Direction.IN, isIpv6(local), null, 0, local, port, 0, true, priority, null);
    }

    /** Drops all SCTP sent from this port of an own address. */
    public static XfrmPolicy blockFromPort(InetAddress local, int port, int priority) {
        return new XfrmPolicy(Direction.OUT, isIpv6(local), local, port, null, 0, 0, true, priority, null);
    }

    /** Lets pass what comes in with this mark. */
    public static XfrmPolicy passMarked(boolean ipv6, int mark, int priority) {
        return new XfrmPolicy(Direction.IN, ipv6, null, 0, null, 0, mark, false, priority, null);
    }

    /**
     * Has SCTP between two ends protected, and lets none pass that was not.
     *
     * @param source the sender's address
     * @param sourcePort the only source port, 0 for any
     * @param destination the receiver's address
     * @param destinationPort the only destination port, 0 for any
     */
    public static XfrmPolicy protect(
            Direction direction,
            InetAddress source,
            int sourcePort,
            InetAddress destination,
            int destinationPort,
            XfrmTemplate template,
            int priority) {
        return new XfrmPolicy(
                direction,
                isIpv6(source),
                source,
                sourcePort,
                destination,
                destinationPort,
                0,
                false,
                priority,
                template);
    }

    private static boolean isIpv6(InetAddress address) {
        return SocketAddressCodec.family(address) == Libc.AF_INET6;
    }

    /** Whether another policy has the same selector, direction and mark: the kernel holds one of them only. */
    public boolean isSameFlow(XfrmPolicy other) {
        return direction == other.direction
                && ipv6 == other.ipv6
                && Objects.equals(source, other.source)
                && sourcePort == other.sourcePort
                && Objects.equals(destination, other.destination)
                && destinationPort == other.destinationPort
                && mark == other.mark;
    }

    @Override
    public String toString() {
        return "dir " + direction.name().toLowerCase(java.util.Locale.ROOT)
                + " src " + end(source, sourcePort)
                + " dst " + end(destination, destinationPort)
                + " proto sctp action " + (blocks ? "block" : "allow")
                + " priority " + priority
                + (mark == 0 ? "" : " mark 0x" + Integer.toHexString(mark))
                + (template == null ? "" : " by " + template);
    }

    private static String end(@Nullable InetAddress address, int port) {
        return (address == null ? "any" : address.getHostAddress()) + (port == 0 ? "" : " port " + port);
    }
}
