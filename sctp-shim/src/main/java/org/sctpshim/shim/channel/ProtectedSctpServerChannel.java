package org.sctpshim.shim.channel;

import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpServerChannel;
import com.sun.nio.sctp.SctpSocketOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.shim.protection.AssociationProtection;
import org.sctpshim.shim.protection.ProtectedAssociation;

/**
 * A listening SCTP channel that yields protected associations of authenticated peers only, to be used in place of the
 * JDK's, in blocking mode.
 *
 * <p>Its addresses are guarded before the kernel listens at them, so that no clear INIT is ever answered. It binds
 * explicit addresses and a fixed port, since peers and their security associations name both. An association with an
 * address that is not its peer's by IKE is aborted, counted and reported, and {@link #accept} waits for the next one.
 */
public final class ProtectedSctpServerChannel extends SctpServerChannel {
    private final SctpServerChannel server;
    private final AssociationProtection protection;
    private final Admission admission;
    private final ProtectedChannels channels;
    private final Object bindLock = new Object();
    private final Set<InetAddress> addresses = new LinkedHashSet<>();
    private int port;

    ProtectedSctpServerChannel(
            SctpServerChannel server,
            AssociationProtection protection,
            Admission admission,
            ProtectedChannels channels) {
        super(server.provider());
        this.server = server;
        this.protection = protection;
        this.admission = admission;
        this.channels = channels;
    }

    /** How many associations this channel has aborted since they were not protected. */
    public long refusedAssociations() {
        return admission.refused();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the address is null or a wildcard, or the port 0
     */
    @Override
    public SctpServerChannel bind(@Nullable SocketAddress local, int backlog) throws IOException {
        InetSocketAddress address = ChannelEnds.explicit(local);
        if (address.getPort() == 0) {
            throw new IllegalArgumentException(
                    "a protected server listens at a fixed port, which peers and their SAs name: bind port 1 to 65535");
        }
        synchronized (bindLock) {
            if (port != 0) {
                // Already bound: let the channel below say so.
                server.bind(address, backlog);
            }
            LocalEnd end = new LocalEnd(Set.of(address.getAddress()), address.getPort());
            protection.listen(end);
            try {
                server.bind(address, backlog);
            } catch (IOException | RuntimeException e) {
                protection.stopListening(end);
                throw e;
            }
            addresses.add(address.getAddress());
            port = address.getPort();
        }
        return this;
    }

    @Override
    public SctpServerChannel bindAddress(InetAddress address) throws IOException {
        synchronized (bindLock) {
            if (port != 0 && !address.isAnyLocalAddress()) {
                Set<InetAddress> more = new LinkedHashSet<>(addresses);
                more.add(address);
                protection.listen(new LocalEnd(more, port));
            }
            try {
                server.bindAddress(address);
            } catch (IOException | RuntimeException e) {
                guardAsBound();
                throw e;
            }
            addresses.add(address);
        }
        return this;
    }

    @Override
    public SctpServerChannel unbindAddress(InetAddress address) throws IOException {
        synchronized (bindLock) {
            server.unbindAddress(address);
            addresses.remove(address);
            guardAsBound();
        }
        return this;
    }

    private void guardAsBound() throws IOException {
        if (port != 0) {
            protection.listen(new LocalEnd(addresses, port));
        }
    }

    /**
     * {@inheritDoc}
     *
     * @return a {@link ProtectedSctpChannel} with an authenticated peer
     */
    @Override
    public ProtectedSctpChannel accept() throws IOException {
        while (true) {
            SctpChannel accepted;
            try {
                accepted = server.accept();
            } catch (ClosedChannelException e) {
                if (!server.isOpen()) {
                    close();
                }
                throw e;
            }
            Optional<ProtectedAssociation> claim = admission.admit(accepted);
            if (claim.isPresent()) {
                return channels.accepted(accepted, claim.get());
            }
        }
    }

    @Override
    public Set<SocketAddress> getAllLocalAddresses() throws IOException {
        return server.getAllLocalAddresses();
    }

    @Override
    public <T> T getOption(SctpSocketOption<T> name) throws IOException {
        return server.getOption(name);
    }

    @Override
    public <T> SctpServerChannel setOption(SctpSocketOption<T> name, T value) throws IOException {
        server.setOption(name, value);
        return this;
    }

    @Override
    public Set<SctpSocketOption<?>> supportedOptions() {
        return server.supportedOptions();
    }

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        server.close();
        synchronized (bindLock) {
            if (port != 0) {
                protection.stopListening(new LocalEnd(addresses, port));
            }
        }
    }

    @Override
    protected void implConfigureBlocking(boolean block) {
        if (!block) {
            throw new UnsupportedOperationException(
                    "protected server channels work in blocking mode only: call accept()"
                            + " from a thread of its own, or attach protection to an ordinary server channel");
        }
    }

    @Override
    public String toString() {
        synchronized (bindLock) {
            return "ProtectedSctpServerChannel[" + (port == 0 ? "unbound" : addresses + " port " + port) + "]";
        }
    }
}
