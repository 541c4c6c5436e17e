package org.sctpshim.shim.channel;

import com.sun.nio.sctp.SctpChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.sctpshim.shim.kernel.AddressText;
import org.sctpshim.shim.kernel.KernelAssociation;
import org.sctpshim.shim.kernel.SctpPathWatcher;

/** Protected channels over scripted protection, kernel and channels, with one log of all that happens below. */
final class ChannelBench {
    static final InetAddress LOCAL_1 = AddressText.parse("10.1.0.1");
    static final InetAddress LOCAL_2 = AddressText.parse("10.2.0.1");
    static final InetAddress REMOTE_1 = AddressText.parse("10.1.0.2");
    static final InetAddress REMOTE_2 = AddressText.parse("10.2.0.2");
    static final int REMOTE_PORT = 2905;

    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    final ScriptedProtection protection = new ScriptedProtection(log);
    final ScriptedKernel kernel = new ScriptedKernel();
    final SctpPathWatcher watcher = SctpPathWatcher.unstarted(kernel);
    final List<ChannelEvent> events = new ArrayList<>();
    Consumer<ChannelEvent> listener = events::add;
    final List<ScriptedChannel> opened = new ArrayList<>();
    final Set<InetAddress> silent = new LinkedHashSet<>();
    Set<InetAddress> peerAddresses = Set.of(REMOTE_1, REMOTE_2);
    List<InetAddress> configured = List.of();

    ChannelBench() {
        protection.protectedAddresses = List.of(REMOTE_1, REMOTE_2);
        protection.claimable = Set.of(REMOTE_1, REMOTE_2);
    }

    ProtectedChannels channels() {
        return new ProtectedChannels(
                protection,
                watcher,
                new ChannelSettings(configured, Duration.ofSeconds(30), Duration.ofSeconds(4)),
                event -> listener.accept(event),
                this::open,
                this::dial);
    }

    ProtectedSctpChannel boundChannel() throws IOException {
        ProtectedSctpChannel channel = channels().openChannel();
        channel.bind(new InetSocketAddress(LOCAL_1, 0));
        channel.bindAddress(LOCAL_2);
        return channel;
    }

    ScriptedChannel open() {
        ScriptedChannel channel = new ScriptedChannel(log);
        opened.add(channel);
        return channel;
    }

    private void dial(SctpChannel channel, InetSocketAddress remote, Duration timeout) throws IOException {
        log.add("INIT to " + remote.getAddress().getHostAddress());
        if (silent.contains(remote.getAddress())) {
            throw new SocketTimeoutException("no answer to INIT");
        }
        ((ScriptedChannel) channel).remote = sockets(peerAddresses);
    }

    static Set<SocketAddress> sockets(Set<InetAddress> addresses) {
        Set<SocketAddress> sockets = new LinkedHashSet<>();
        addresses.forEach(address -> sockets.add(new InetSocketAddress(address, REMOTE_PORT)));
        return sockets;
    }

    KernelAssociation kernelAssociation() {
        return new KernelAssociation(7, 3, 1, 40000, REMOTE_PORT, Set.of(LOCAL_1, LOCAL_2), peerAddresses);
    }
}
