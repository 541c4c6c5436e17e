package org.sctpshim.examples;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.registry.SctpPathState;
import org.sctpshim.shim.protection.AssociationEnds;
import org.sctpshim.shim.protection.AssociationProtection;
import org.sctpshim.shim.protection.AuthenticatedPeer;
import org.sctpshim.shim.protection.ProtectedAssociation;
import org.sctpshim.shim.protection.RemoteEnd;

/**
 * Protects nothing: it says yes to one peer's addresses. For tests of channels over real SCTP without IKE and ESP.
 */
final class PermittingProtection implements AssociationProtection {
    static final AuthenticatedPeer PEER = new AuthenticatedPeer("peer", Identification.fqdn("peer.example"));

    private final Set<InetAddress> permitted;
    private final List<InetAddress> remoteAddresses;
    final AtomicInteger outstanding = new AtomicInteger();
    final BlockingQueue<String> hints = new LinkedBlockingQueue<>();
    final BlockingQueue<ProtectedAssociation> released = new LinkedBlockingQueue<>();

    PermittingProtection(Set<InetAddress> permitted, List<InetAddress> remoteAddresses) {
        this.permitted = permitted;
        this.remoteAddresses = remoteAddresses;
    }

    @Override
    public ProtectedAssociation protect(LocalEnd local, RemoteEnd remote, Duration timeout) {
        return claimed(new ProtectedAssociation(local, PEER, remoteAddresses, remote.port()));
    }

    @Override
    public void listen(LocalEnd local) {}

    @Override
    public void stopListening(LocalEnd local) {}

    @Override
    public Optional<ProtectedAssociation> claim(AssociationEnds ends) {
        return permitted.containsAll(ends.remoteAddresses())
                ? Optional.of(claimed(new ProtectedAssociation(
                        ends.local(), PEER, List.copyOf(ends.remoteAddresses()), ends.remotePort())))
                : Optional.empty();
    }

    private ProtectedAssociation claimed(ProtectedAssociation claim) {
        outstanding.incrementAndGet();
        return claim;
    }

    @Override
    public void pathHint(LocalEnd local, InetSocketAddress remote, SctpPathState state) {
        hints.add(remote.getAddress().getHostAddress() + " " + state);
    }

    @Override
    public void release(ProtectedAssociation claim) {
        outstanding.decrementAndGet();
        released.add(claim);
    }

    @Override
    public void close() throws IOException {}
}
