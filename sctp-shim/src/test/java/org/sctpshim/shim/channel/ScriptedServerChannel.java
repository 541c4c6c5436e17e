package org.sctpshim.shim.channel;

import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpServerChannel;
import com.sun.nio.sctp.SctpSocketOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server channel without a kernel: it writes down what is done to it, and accepts what it was given. */
final class ScriptedServerChannel extends SctpServerChannel {
    private final List<String> log;
    final Queue<SctpChannel> incoming = new ArrayDeque<>();

    @Nullable
    IOException bindFailure;

    boolean closedInAccept;

    ScriptedServerChannel(List<String> log) {
        super(SelectorProvider.provider());
        this.log = log;
    }

    @Override
    public SctpServerChannel bind(SocketAddress address, int backlog) throws IOException {
        if (bindFailure != null) {
            throw bindFailure;
        }
        InetSocketAddress asked = (InetSocketAddress) address;
        log.add("bind " + asked.getAddress().getHostAddress() + ":" + asked.getPort());
        return this;
    }

    @Override
    public SctpServerChannel bindAddress(InetAddress address) {
        log.add("bindAddress " + address.getHostAddress());
        return this;
    }

    @Override
    public SctpServerChannel unbindAddress(InetAddress address) {
        log.add("unbindAddress " + address.getHostAddress());
        return this;
    }

    @Override
    public SctpChannel accept() throws IOException {
        if (closedInAccept) {
            close();
            throw new AsynchronousCloseException();
        }
        return incoming.remove();
    }

    @Override
    public Set<SocketAddress> getAllLocalAddresses() {
        return Set.of();
    }

    @Override
    public <T> T getOption(SctpSocketOption<T> name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> SctpServerChannel setOption(SctpSocketOption<T> name, T value) {
        return this;
    }

    @Override
    public Set<SctpSocketOption<?>> supportedOptions() {
        return Set.of();
    }

    @Override
    protected void implCloseSelectableChannel() {
        log.add("close");
    }

    @Override
    protected void implConfigureBlocking(boolean block) {}
}
