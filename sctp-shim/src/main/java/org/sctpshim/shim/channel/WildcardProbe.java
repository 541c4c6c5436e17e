package org.sctpshim.shim.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.NotYetBoundException;

/**
 * Finds out whether an ordinary channel is bound to the wildcard, which its list of local addresses does not tell: the
 * kernel fills in every address of the machine there.
 */
final class WildcardProbe {
    private WildcardProbe() {}

    /** The channel's own {@code bindAddress}. */
    @FunctionalInterface
    interface BindAddress {
        Object bindAddress(InetAddress address) throws IOException;
    }

    /**
     * Binding the wildcard as a further address always fails, and how it fails is specified: the channel is unbound,
     * bound to the wildcard already, or bound explicitly.
     *
     * @throws IllegalStateException if the channel is not bound
     * @throws IllegalArgumentException if it is bound to the wildcard
     */
    static void requireExplicit(BindAddress channel) throws IOException {
        InetAddress wildcard = InetAddress.getByAddress(new byte[4]);
        try {
            channel.bindAddress(wildcard);
        } catch (IllegalArgumentException expected) {
            return;
        } catch (NotYetBoundException e) {
            throw new IllegalStateException("the channel is not bound: " + ChannelEnds.BIND_EXPLICITLY, e);
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(ChannelEnds.BIND_EXPLICITLY, e);
        }
        throw new IllegalArgumentException(ChannelEnds.BIND_EXPLICITLY);
    }
}
