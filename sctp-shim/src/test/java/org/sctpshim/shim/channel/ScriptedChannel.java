package org.sctpshim.shim.channel;

import com.sun.nio.sctp.Association;
import com.sun.nio.sctp.MessageInfo;
import com.sun.nio.sctp.NotificationHandler;
import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpSocketOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.NotYetBoundException;
import java.nio.channels.spi.SelectorProvider;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A channel without a kernel: it writes down what is done to it. */
final class ScriptedChannel extends SctpChannel {
    private static final int EPHEMERAL_PORT = 40000;

    private final List<String> log;
    private final Set<SocketAddress> local = new LinkedHashSet<>();
    private int port;
    Set<SocketAddress> remote = Set.of();
    boolean interruptedInReceive;

    @Nullable
    NotificationHandler<?> handlerSeen;

    ScriptedChannel(List<String> log) {
        super(SelectorProvider.provider());
        this.log = log;
    }

    @Override
    public SctpChannel bind(SocketAddress address) {
        InetSocketAddress asked = (InetSocketAddress) address;
        port = asked.getPort() == 0 ? EPHEMERAL_PORT : asked.getPort();
        local.add(new InetSocketAddress(asked.getAddress(), port));
        log.add("bind " + asked.getAddress().getHostAddress() + ":" + asked.getPort());
        return this;
    }

    @Override
    public SctpChannel bindAddress(InetAddress address) {
        if (port == 0) {
            throw new NotYetBoundException();
        }
        if (address.isAnyLocalAddress()) {
            throw new IllegalArgumentException("wildcard");
        }
        local.add(new InetSocketAddress(address, port));
        log.add("bindAddress " + address.getHostAddress());
        return this;
    }

    @Override
    public SctpChannel unbindAddress(InetAddress address) {
        local.remove(new InetSocketAddress(address, port));
        log.add("unbindAddress " + address.getHostAddress());
        return this;
    }

    @Override
    public @Nullable Association association() {
        return null;
    }

    @Override
    public boolean connect(SocketAddress address) {
        throw new AssertionError("connects through the dialler only");
    }

    @Override
    public boolean connect(SocketAddress address, int maxOutStreams, int maxInStreams) {
        throw new AssertionError("connects through the dialler only");
    }

    @Override
    public boolean isConnectionPending() {
        return false;
    }

    @Override
    public boolean finishConnect() {
        return true;
    }

    @Override
    public Set<SocketAddress> getAllLocalAddresses() {
        return Set.copyOf(local);
    }

    @Override
    public Set<SocketAddress> getRemoteAddresses() {
        return remote;
    }

    @Override
    public SctpChannel shutdown() {
        log.add("shutdown");
        return this;
    }

    @Override
    public <T> T getOption(SctpSocketOption<T> name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> SctpChannel setOption(SctpSocketOption<T> name, T value) {
        log.add("setOption " + name.name() + " " + value);
        return this;
    }

    @Override
    public Set<SctpSocketOption<?>> supportedOptions() {
        return Set.of();
    }

    @Override
    public <T> @Nullable MessageInfo receive(
            ByteBuffer buffer, @Nullable T attachment, @Nullable NotificationHandler<T> handler) throws IOException {
        handlerSeen = handler;
        if (interruptedInReceive) {
            close();
            throw new ClosedByInterruptException();
        }
        return null;
    }

    @Override
    public int send(ByteBuffer buffer, MessageInfo messageInfo) {
        int sent = buffer.remaining();
        buffer.position(buffer.limit());
        return sent;
    }

    @Override
    protected void implCloseSelectableChannel() {
        log.add("close");
    }

    @Override
    protected void implConfigureBlocking(boolean block) {}
}
