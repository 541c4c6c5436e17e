package org.sctpshim.esp.linux;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A route to one host in a table of our own.
 *
 * @param destination the host
 * @param table the table's number
 * @param metric the lower one is taken
 * @param interfaceIndex where packets go, 0 if they are dropped
 * @param preferredSource the source a socket gets that has not chosen one, null for none
 * @param mtuBytes the longest packet, 0 for what the device takes
 */
public record Route(
        InetAddress destination,
        int table,
        int metric,
        int interfaceIndex,
        @Nullable InetAddress preferredSource,
        int mtuBytes) {

    /** A route that drops; with a high metric it is what is left when the device of a better one dies. */
    public static Route blackhole(InetAddress destination, int table, int metric) {
        return new Route(destination, table, metric, 0, null, 0);
    }

    /** Whether it drops. */
    public boolean isBlackhole() {
        return interfaceIndex == 0;
    }

    boolean ipv6() {
        return !(destination instanceof Inet4Address);
    }

    @Override
    public String toString() {
        return (isBlackhole() ? "blackhole " : "") + destination.getHostAddress()
                + (isBlackhole() ? "" : " dev #" + interfaceIndex)
                + (preferredSource == null ? "" : " src " + preferredSource.getHostAddress())
                + " table " + table + " metric " + metric;
    }
}
