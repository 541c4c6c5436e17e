package org.sctpshim.shim.channel;

import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpServerChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.AlreadyConnectedException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.shim.kernel.SctpPathWatcher;
import org.sctpshim.shim.protection.AssociationProtection;
import org.sctpshim.shim.protection.ProtectedAssociation;
import org.sctpshim.shim.protection.RemoteEnd;

/**
 * Opens channels over one {@link AssociationProtection}, and attaches it to ordinary ones. Any thread may call any
 * method.
 */
public final class ProtectedChannels {
    private final AssociationProtection protection;
    private final Claims claims;
    private final ChannelSettings settings;
    private final ChannelOpener opener;
    private final Connector connector;

    /**
     * Channels over real SCTP.
     *
     * @param events hears what happens to associations, on the thread it happens on: it answers quickly
     */
    public ProtectedChannels(
            AssociationProtection protection,
            SctpPathWatcher watcher,
            ChannelSettings settings,
            Consumer<ChannelEvent> events) {
        this(protection, watcher, settings, events, SctpChannel::open, new SelectorDialler());
    }

    ProtectedChannels(
            AssociationProtection protection,
            SctpPathWatcher watcher,
            ChannelSettings settings,
            Consumer<ChannelEvent> events,
            ChannelOpener opener,
            Dialler dialler) {
        this.protection = protection;
        this.claims = new Claims(protection, watcher, events);
        this.settings = settings;
        this.opener = opener;
        this.connector = new Connector(protection, claims, settings, dialler);
    }

    /** Opens an unconnected channel. */
    public ProtectedSctpChannel openChannel() throws IOException {
        return new ProtectedSctpChannel(opener, connector);
    }

    /** Opens an unbound server channel. */
    public ProtectedSctpServerChannel openServerChannel() throws IOException {
        return over(SctpServerChannel.open());
    }

    ProtectedSctpServerChannel over(SctpServerChannel server) {
        return new ProtectedSctpServerChannel(server, protection, new Admission(claims), this);
    }

    ProtectedSctpChannel accepted(SctpChannel accepted, ProtectedAssociation claim) throws IOException {
        return new ProtectedSctpChannel(accepted, claim, opener, connector);
    }

    /**
     * Protects what an ordinary channel is about to set up. Afterwards its {@code connect()} works, to any of the
     * {@linkplain Attachment#remoteAddresses addresses told}.
     *
     * @param channel bound to explicit addresses and not connected
     * @param remote an address of the peer, or its configured name as an unresolved address, and its SCTP port
     * @throws IllegalArgumentException if the channel is bound to the wildcard
     * @throws IllegalStateException if the channel is not bound
     * @throws AlreadyConnectedException if it is connected: what it has sent so far was not protected
     * @throws IOException if the peer is unknown, cannot be authenticated or does not answer
     */
    public Attachment attach(SctpChannel channel, SocketAddress remote) throws IOException {
        if (channel.association() != null) {
            throw new AlreadyConnectedException();
        }
        RemoteEnd remoteEnd = ChannelEnds.remote(remote);
        WildcardProbe.requireExplicit(channel::bindAddress);
        LocalEnd local = ChannelEnds.local(channel.getAllLocalAddresses());
        ProtectedAssociation claim = protection.protect(local, remoteEnd, settings.connectTimeout());
        return new Attachment(claim, claims.holdExpected(claim));
    }

    /**
     * Protects an ordinary server channel that is bound already. Associations that came about before are not protected:
     * {@link #bindAndAttach} leaves no such gap.
     *
     * @param server bound to explicit addresses
     */
    public ServerAttachment attach(SctpServerChannel server) throws IOException {
        WildcardProbe.requireExplicit(server::bindAddress);
        LocalEnd end = ChannelEnds.local(server.getAllLocalAddresses());
        protection.listen(end);
        return new ServerAttachment(end, protection, new Admission(claims));
    }

    /**
     * Guards a listening end and then binds an ordinary server channel to it.
     *
     * @param server not bound yet
     * @param port fixed port, 1 to 65535
     * @param addresses explicit addresses, at least one
     */
    public ServerAttachment bindAndAttach(SctpServerChannel server, int port, Set<InetAddress> addresses)
            throws IOException {
        LocalEnd end = new LocalEnd(addresses, port);
        protection.listen(end);
        try {
            Set<InetAddress> others = new LinkedHashSet<>(addresses);
            InetAddress first = others.iterator().next();
            others.remove(first);
            server.bind(new InetSocketAddress(first, port));
            for (InetAddress address : others) {
                server.bindAddress(address);
            }
        } catch (IOException | RuntimeException e) {
            protection.stopListening(end);
            throw e;
        }
        return new ServerAttachment(end, protection, new Admission(claims));
    }
}
