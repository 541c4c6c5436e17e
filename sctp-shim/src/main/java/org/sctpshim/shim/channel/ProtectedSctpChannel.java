package org.sctpshim.shim.channel;

import com.sun.nio.sctp.Association;
import com.sun.nio.sctp.MessageInfo;
import com.sun.nio.sctp.NotificationHandler;
import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpSocketOption;
import com.sun.nio.sctp.SctpStandardSocketOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NoConnectionPendingException;
import java.nio.channels.NotYetConnectedException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.shim.protection.AuthenticatedPeer;
import org.sctpshim.shim.protection.ProtectedAssociation;

/**
 * An SCTP channel whose association is protected, to be used in place of the JDK's, in blocking mode.
 *
 * <p>Everything is as {@link SctpChannel} says, with these differences:
 *
 * <ul>
 *   <li>It binds explicit addresses only. A channel that connects without having been bound takes the configured ones.
 *   <li>{@link #connect} first authenticates the peer and protects every path, and only then lets INIT go out. It takes
 *       an address of the peer, or its configured name as an {@linkplain InetSocketAddress#createUnresolved unresolved}
 *       address, and tries the peer's other addresses when one is silent.
 *   <li>Addresses cannot be bound or unbound after connect.
 *   <li>Non-blocking mode, and with it selectors, is refused.
 * </ul>
 *
 * <p>An association whose process dies with the channel open is aborted, not shut down: its last packets could not be
 * protected any more, and the kernel would keep its port for minutes. The same happens if an interrupt closes the channel.
 *
 * <p>Messages and notifications come as they are from the JDK's channel, with its association. Its thread rules hold:
 * one thread may send while another receives, and any thread may close.
 */
public final class ProtectedSctpChannel extends SctpChannel {
    private static final String NO_CHANGES_YET =
            "addresses of a connected protected channel cannot be changed: bind all" + " of them before connect()";

    private final ChannelOpener opener;
    private final Connector connector;
    private final Object connectLock = new Object();
    private final LocalBinding binding = new LocalBinding();
    private final CloseableWait connecting = new CloseableWait();
    private final AbortOnDeath abortOnDeath = new AbortOnDeath();
    private volatile SctpChannel channel;
    private volatile @Nullable ProtectedAssociation claim;

    /** An unconnected channel. */
    ProtectedSctpChannel(ChannelOpener opener, Connector connector) throws IOException {
        this(opener.open(), opener, connector);
    }

    /** A channel accepted from a protected server channel. */
    ProtectedSctpChannel(SctpChannel accepted, ProtectedAssociation claim, ChannelOpener opener, Connector connector)
            throws IOException {
        this(accepted, opener, connector);
        this.claim = claim;
        abortOnDeath.arm(accepted);
    }

    private ProtectedSctpChannel(SctpChannel channel, ChannelOpener opener, Connector connector) {
        super(channel.provider());
        this.channel = channel;
        this.opener = opener;
        this.connector = connector;
    }

    /**
     * Who is at the other end.
     *
     * @throws NotYetConnectedException before connect has succeeded
     */
    public AuthenticatedPeer peer() {
        ProtectedAssociation claim = this.claim;
        if (claim == null) {
            throw new NotYetConnectedException();
        }
        return claim.peer();
    }

    /**
     * The IKE identity that the peer proved.
     *
     * @throws NotYetConnectedException before connect has succeeded
     */
    public Identification peerIdentity() {
        return peer().identity();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the address is null, a wildcard, or unresolved
     */
    @Override
    public SctpChannel bind(@Nullable SocketAddress local) throws IOException {
        InetSocketAddress address = ChannelEnds.explicit(local);
        synchronized (connectLock) {
            channel.bind(address);
            binding.add(address.getAddress());
        }
        return this;
    }

    @Override
    public SctpChannel bindAddress(InetAddress address) throws IOException {
        synchronized (connectLock) {
            requireUnconnected();
            channel.bindAddress(address);
            binding.add(address);
        }
        return this;
    }

    @Override
    public SctpChannel unbindAddress(InetAddress address) throws IOException {
        synchronized (connectLock) {
            requireUnconnected();
            channel.unbindAddress(address);
            binding.remove(address);
        }
        return this;
    }

    private void requireUnconnected() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        if (claim != null) {
            throw new UnsupportedOperationException(NO_CHANGES_YET);
        }
    }

    /**
     * Protects all paths to a peer and then connects to it. If that fails the channel is closed.
     *
     * @param remote an address of the peer, or its configured name as an unresolved address, and its SCTP port
     * @return true
     * @throws IllegalStateException if no address is bound and none is configured; the channel stays open
     * @throws IOException if the peer is unknown, cannot be authenticated or does not answer, or if its SCTP end has
     *     addresses that are not its own by IKE: one sentence that says which
     */
    @Override
    public boolean connect(SocketAddress remote) throws IOException {
        synchronized (connectLock) {
            if (!isOpen()) {
                throw new ClosedChannelException();
            }
            if (claim != null) {
                throw new AlreadyConnectedException();
            }
            connector.requireBindable(binding);
            try {
                ProtectedAssociation connected = connectInterruptibly(remote);
                abortOnDeath.arm(channel);
                claim = connected;
                return true;
            } catch (IOException | RuntimeException e) {
                close();
                throw e;
            }
        }
    }

    private ProtectedAssociation connectInterruptibly(SocketAddress remote) throws IOException {
        if (!connecting.enter()) {
            throw new AsynchronousCloseException();
        }
        try {
            return connector.connect(new Attempt(), binding, remote);
        } catch (IOException e) {
            if (connecting.exit()) {
                throw asynchronousClose(e);
            }
            throw Thread.currentThread().isInterrupted() ? closedByInterrupt(e) : e;
        } finally {
            connecting.exit();
        }
    }

    private static IOException asynchronousClose(IOException cause) {
        IOException closed = new AsynchronousCloseException();
        closed.initCause(cause);
        return closed;
    }

    private static IOException closedByInterrupt(IOException cause) {
        if (cause instanceof ClosedByInterruptException) {
            return cause;
        }
        IOException closed = new ClosedByInterruptException();
        closed.initCause(cause);
        return closed;
    }

    /** The ordinary channel below, as one connect sees it. */
    final class Attempt {
        SctpChannel channel() {
            return channel;
        }

        /** Puts a fresh channel, bound to the same addresses and port, in place of one that failed to connect. */
        void startOver(int port) throws IOException {
            channel.close();
            SctpChannel fresh = opener.open();
            channel = fresh;
            if (!isOpen()) {
                // Closed meanwhile: whoever did it may have seen only the former channel.
                fresh.close();
                throw new AsynchronousCloseException();
            }
            binding.applyTo(fresh, port);
        }
    }

    @Override
    public boolean connect(SocketAddress remote, int maxOutStreams, int maxInStreams) throws IOException {
        setOption(
                SctpStandardSocketOptions.SCTP_INIT_MAXSTREAMS,
                SctpStandardSocketOptions.InitMaxStreams.create(maxInStreams, maxOutStreams));
        return connect(remote);
    }

    /** {@inheritDoc} Never so here, since a blocking channel connects within {@link #connect}. */
    @Override
    public boolean isConnectionPending() {
        return false;
    }

    @Override
    public boolean finishConnect() throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        if (claim == null) {
            throw new NoConnectionPendingException();
        }
        return true;
    }

    @Override
    public @Nullable Association association() throws IOException {
        return claim == null && isOpen() ? null : channel.association();
    }

    @Override
    public Set<SocketAddress> getAllLocalAddresses() throws IOException {
        return channel.getAllLocalAddresses();
    }

    @Override
    public Set<SocketAddress> getRemoteAddresses() throws IOException {
        return channel.getRemoteAddresses();
    }

    @Override
    public SctpChannel shutdown() throws IOException {
        requireConnected();
        channel.shutdown();
        return this;
    }

    @Override
    public <T> T getOption(SctpSocketOption<T> name) throws IOException {
        if (name.equals(SctpStandardSocketOptions.SO_LINGER) && abortOnDeath.isArmed()) {
            return name.type().cast(abortOnDeath.wished());
        }
        return channel.getOption(name);
    }

    @Override
    public <T> SctpChannel setOption(SctpSocketOption<T> name, T value) throws IOException {
        synchronized (connectLock) {
            if (name.equals(SctpStandardSocketOptions.SO_LINGER) && value instanceof Integer linger) {
                abortOnDeath.wish(linger);
                if (abortOnDeath.isArmed()) {
                    return this;
                }
            }
            channel.setOption(name, value);
            if (claim == null) {
                binding.setOption(name, value);
            }
        }
        return this;
    }

    @Override
    public Set<SctpSocketOption<?>> supportedOptions() {
        return channel.supportedOptions();
    }

    @Override
    public <T> @Nullable MessageInfo receive(
            ByteBuffer buffer, @Nullable T attachment, @Nullable NotificationHandler<T> handler) throws IOException {
        requireConnected();
        try {
            return channel.receive(buffer, attachment, handler);
        } catch (ClosedChannelException e) {
            throw closedBelow(e);
        }
    }

    @Override
    public int send(ByteBuffer buffer, MessageInfo messageInfo) throws IOException {
        requireConnected();
        try {
            return channel.send(buffer, messageInfo);
        } catch (ClosedChannelException e) {
            throw closedBelow(e);
        }
    }

    /** Until all is checked the association below is nobody's to use. */
    private void requireConnected() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        if (claim == null) {
            throw new NotYetConnectedException();
        }
    }

    /** An interrupt closes the channel below; this one is closed with it. */
    private ClosedChannelException closedBelow(ClosedChannelException e) throws IOException {
        if (!channel.isOpen()) {
            close();
        }
        return e;
    }

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        connecting.close();
        abortOnDeath.disarm(channel);
        channel.close();
    }

    @Override
    protected void implConfigureBlocking(boolean block) {
        if (!block) {
            throw new UnsupportedOperationException("protected channels work in blocking mode only: use one thread for"
                    + " receive() and one for send(), or attach protection to an ordinary channel");
        }
    }

    @Override
    public String toString() {
        ProtectedAssociation claim = this.claim;
        return "ProtectedSctpChannel[" + (claim == null ? "unconnected" : claim.peer() + " " + claim.ends()) + "]";
    }
}
