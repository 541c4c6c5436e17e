package org.sctpshim.shim.channel;

import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpStandardSocketOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.shim.protection.AssociationEnds;
import org.sctpshim.shim.protection.AssociationProtection;
import org.sctpshim.shim.protection.ProtectedAssociation;
import org.sctpshim.shim.protection.RemoteEnd;

/**
 * Sets up a protected association in this order: bind, guard and protect all paths, INIT to one address of the peer
 * after the other, and a last look at the addresses that the peer then really has.
 */
final class Connector {
    private final AssociationProtection protection;
    private final Claims claims;
    private final ChannelSettings settings;
    private final Dialler dialler;

    Connector(AssociationProtection protection, Claims claims, ChannelSettings settings, Dialler dialler) {
        this.protection = protection;
        this.claims = claims;
        this.settings = settings;
        this.dialler = dialler;
    }

    /** Throws unless addresses are bound already or configured to be. */
    void requireBindable(LocalBinding binding) {
        if (binding.isEmpty() && settings.localAddresses().isEmpty()) {
            throw new IllegalStateException("no local address is bound and none is configured: call bind() and"
                    + " bindAddress() before connect(), or configure local addresses");
        }
    }

    /** Connects; on failure the claim is given back and the channel is for the caller to close. */
    ProtectedAssociation connect(ProtectedSctpChannel.Attempt attempt, LocalBinding binding, SocketAddress remote)
            throws IOException {
        long deadlineNs = System.nanoTime() + settings.connectTimeout().toNanos();
        RemoteEnd remoteEnd = ChannelEnds.remote(remote);
        if (binding.isEmpty()) {
            bindConfigured(attempt.channel(), binding);
        }
        LocalEnd local = ChannelEnds.local(attempt.channel().getAllLocalAddresses());
        ProtectedAssociation claim = protection.protect(local, remoteEnd, settings.connectTimeout());
        try {
            dialInTurn(attempt, claim, order(claim, remoteEnd), deadlineNs);
            return claimConnected(attempt.channel(), claim);
        } finally {
            // The association, if there is one now, has a claim of its own on the paths it really has.
            claims.releaseOnceGone(claim);
        }
    }

    private void bindConfigured(SctpChannel channel, LocalBinding binding) throws IOException {
        for (InetAddress address : settings.localAddresses()) {
            if (binding.isEmpty()) {
                channel.bind(new InetSocketAddress(address, 0));
            } else {
                channel.bindAddress(address);
            }
            binding.add(address);
        }
    }

    /** The address the application asked for comes first, if a path to it is protected. */
    private static List<InetAddress> order(ProtectedAssociation claim, RemoteEnd asked) {
        List<InetAddress> order = new ArrayList<>(claim.remoteAddresses());
        if (asked instanceof RemoteEnd.PeerAddresses peer) {
            List<InetAddress> preferred =
                    order.stream().filter(peer.addresses()::contains).toList();
            order.removeAll(preferred);
            order.addAll(0, preferred);
        }
        return order;
    }

    private void dialInTurn(
            ProtectedSctpChannel.Attempt attempt, ProtectedAssociation claim, List<InetAddress> order, long deadlineNs)
            throws IOException {
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            if (i > 0) {
                attempt.startOver(claim.local().port());
            }
            Duration left = Duration.ofNanos(deadlineNs - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                failures.add("no time left");
                break;
            }
            boolean last = i == order.size() - 1;
            Duration patience =
                    last || left.compareTo(settings.nextAddressAfter()) < 0 ? left : settings.nextAddressAfter();
            InetSocketAddress remote = new InetSocketAddress(order.get(i), claim.remotePort());
            try {
                dialler.dial(attempt.channel(), remote, patience);
                return;
            } catch (ConnectException | SocketTimeoutException e) {
                failures.add(remote.getAddress().getHostAddress() + ": " + e.getMessage());
            }
        }
        throw new ConnectException("no address of " + claim.peer().name() + " accepted the association at port "
                + claim.remotePort() + " (" + String.join("; ", failures) + ")");
    }

    /** Checks the association that came about against what is protected. */
    private ProtectedAssociation claimConnected(SctpChannel channel, ProtectedAssociation claim) throws IOException {
        AssociationEnds ends = ChannelEnds.of(channel);
        Optional<ProtectedAssociation> connected = claims.claimEstablished(ends);
        if (connected.isPresent()
                && connected.get().peer().identity().equals(claim.peer().identity())) {
            return connected.get();
        }
        String reason = claim.peer().name() + " has addresses in SCTP that are not its own by IKE, so the association"
                + " was aborted: " + ends.remoteAddresses();
        claims.refused(ends, reason);
        abort(channel);
        throw new IOException(reason);
    }

    /** Ends an association by ABORT. */
    static void abort(SctpChannel channel) {
        try (channel) {
            channel.setOption(SctpStandardSocketOptions.SO_LINGER, 0);
        } catch (ClosedChannelException e) {
            // Ended already.
        } catch (IOException e) {
            // Closed without ABORT then; its packets stay guarded.
        }
    }
}
