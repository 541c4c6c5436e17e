package org.sctpshim.shim.channel;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * How protected channels bind and connect.
 *
 * @param localAddresses bound when a channel connects without having been bound; may be empty, then it must be
 * @param connectTimeout longest time from {@code connect()} to an association, IKE and all
 * @param nextAddressAfter how long one remote address may stay silent before the next one is tried
 */
public record ChannelSettings(List<InetAddress> localAddresses, Duration connectTimeout, Duration nextAddressAfter) {
    public ChannelSettings {
        localAddresses = List.copyOf(localAddresses);
        requirePositive(connectTimeout, "connectTimeout");
        requirePositive(nextAddressAfter, "nextAddressAfter");
    }

    private static void requirePositive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " is positive, not " + duration);
        }
    }
}
