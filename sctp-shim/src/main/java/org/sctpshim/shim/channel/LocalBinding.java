package org.sctpshim.shim.channel;

import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpSocketOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What was done to a channel before it connected, so that it can be done to a fresh one: a failed connect leaves a
 * channel that cannot be used again. Guarded by its owner's lock.
 */
final class LocalBinding {
    private final Set<InetAddress> addresses = new LinkedHashSet<>();
    private final Map<SctpSocketOption<?>, Object> options = new LinkedHashMap<>();

    boolean isEmpty() {
        return addresses.isEmpty();
    }

    void add(InetAddress address) {
        addresses.add(address);
    }

    void remove(InetAddress address) {
        addresses.remove(address);
    }

    <T> void setOption(SctpSocketOption<T> name, T value) {
        options.put(name, value);
    }

    /** Does the same to a fresh channel: options, then all addresses in their order, with this port. */
    void applyTo(SctpChannel channel, int port) throws IOException {
        for (Map.Entry<SctpSocketOption<?>, Object> option : options.entrySet()) {
            apply(channel, option.getKey(), option.getValue());
        }
        boolean first = true;
        for (InetAddress address : addresses) {
            if (first) {
                channel.bind(new InetSocketAddress(address, port));
                first = false;
            } else {
                channel.bindAddress(address);
            }
        }
    }

    private static <T> void apply(SctpChannel channel, SctpSocketOption<T> name, Object value) throws IOException {
        channel.setOption(name, name.type().cast(value));
    }
}
