package org.sctpshim.shim.channel;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.registry.SctpPathState;
import org.sctpshim.shim.protection.AssociationEnds;
import org.sctpshim.shim.protection.AssociationProtection;
import org.sctpshim.shim.protection.AuthenticatedPeer;
import org.sctpshim.shim.protection.ProtectedAssociation;
import org.sctpshim.shim.protection.RemoteEnd;

/** Protection that knows one peer, and grants what it is told to. */
final class ScriptedProtection implements AssociationProtection {
    static final AuthenticatedPeer BETA = new AuthenticatedPeer("beta", Identification.fqdn("beta.example"));

    private final List<String> log;
    List<InetAddress> protectedAddresses = List.of();
    Set<InetAddress> claimable = Set.of();
    AuthenticatedPeer claimedPeer = BETA;

    @Nullable
    IOException refusal;

    boolean silent;
    final CountDownLatch waiting = new CountDownLatch(1);
    final List<ProtectedAssociation> outstanding = new ArrayList<>();

    ScriptedProtection(List<String> log) {
        this.log = log;
    }

    @Override
    public ProtectedAssociation protect(LocalEnd local, RemoteEnd remote, Duration timeout) throws IOException {
        log.add("protect port " + local.port() + " to " + (remote instanceof RemoteEnd.NamedPeer ? remote : "address"));
        if (silent) {
            waitForInterrupt();
        }
        if (refusal != null) {
            throw refusal;
        }
        return claimed(new ProtectedAssociation(local, BETA, protectedAddresses, remote.port()));
    }

    private void waitForInterrupt() throws InterruptedIOException {
        waiting.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    @Override
    public void listen(LocalEnd local) {
        log.add("listen " + local.addresses().size() + " addresses port " + local.port());
    }

    @Override
    public void stopListening(LocalEnd local) {
        log.add("stopListening port " + local.port());
    }

    @Override
    public Optional<ProtectedAssociation> claim(AssociationEnds ends) {
        log.add("claim");
        if (!claimable.containsAll(ends.remoteAddresses())) {
            return Optional.empty();
        }
        return Optional.of(claimed(new ProtectedAssociation(
                ends.local(), claimedPeer, List.copyOf(ends.remoteAddresses()), ends.remotePort())));
    }

    private ProtectedAssociation claimed(ProtectedAssociation claim) {
        outstanding.add(claim);
        return claim;
    }

    @Override
    public void pathHint(LocalEnd local, InetSocketAddress remote, SctpPathState state) {
        log.add("hint " + remote.getAddress().getHostAddress() + " " + state);
    }

    @Override
    public void release(ProtectedAssociation claim) {
        log.add("release");
        if (!outstanding.remove(claim)) {
            throw new IllegalStateException("not claimed: " + claim);
        }
    }

    @Override
    public void close() {
        log.add("close protection");
    }
}
