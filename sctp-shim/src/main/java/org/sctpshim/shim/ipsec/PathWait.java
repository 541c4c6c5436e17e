package org.sctpshim.shim.ipsec;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.Function;
import org.sctpshim.ike.host.IkeHost;
import org.sctpshim.registry.AssociationId;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.Readiness;

/**
 * Waits until the paths of an association that this host opens are protected, and says in one sentence why they are not
 * going to be. Any thread may wait.
 */
final class PathWait {
    /** How often IKE may fail while somebody waits: once may be a collision of two initiations. */
    private static final int MAX_FAILURES = 2;

    private static final long LOOK_AGAIN_MILLIS = 50;

    /** Asks on the thread that owns the host. */
    interface Asking {
        <T> T ask(Function<IkeHost, T> question);
    }

    private final PeerWatch watch;
    private final Asking host;
    private final int ikePort;
    private final PeerId peer;
    private final int remotePort;
    private final int failuresBefore;

    /** Begins to count the failures of IKE with the peer. */
    PathWait(PeerWatch watch, Asking host, int ikePort, PeerId peer, int remotePort) {
        this.watch = watch;
        this.host = host;
        this.ikePort = ikePort;
        this.peer = peer;
        this.remotePort = remotePort;
        this.failuresBefore = watch.failures(peer);
    }

    /**
     * Returns once every path that can be protected is.
     *
     * @throws IOException if IKE failed more than once, the peer refuses every path, or the time is up
     * @throws InterruptedIOException if the thread was interrupted; the interrupt status is then set
     */
    void await(AssociationId association, Duration timeout) throws IOException {
        long endNs = System.nanoTime() + timeout.toNanos();
        try {
            while (true) {
                long seen = watch.happened();
                Readiness readiness = host.ask(ike -> ike.registry().readiness(association));
                if (readiness instanceof Readiness.Ready) {
                    return;
                }
                if (readiness instanceof Readiness.Refused refused) {
                    throw new IOException(authenticated() + " but refuses every path to its SCTP port " + remotePort
                            + ", for example " + refused.reason());
                }
                if (watch.failures(peer) - failuresBefore >= MAX_FAILURES) {
                    throw new IOException(watch.reason(peer).orElse("IKE with " + peer + " failed"));
                }
                long leftMillis = (endNs - System.nanoTime()) / 1_000_000;
                if (leftMillis <= 0) {
                    throw new IOException(overdue(timeout));
                }
                watch.await(seen, Math.min(LOOK_AGAIN_MILLIS, leftMillis));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted =
                    new InterruptedIOException("interrupted while paths with " + peer + " were being protected");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private String name() {
        return "peer \"" + peer + "\"";
    }

    private String authenticated() {
        return name() + " is authenticated,";
    }

    /** What to say when the time is up. */
    private String overdue(Duration timeout) {
        if (host.ask(ike -> ike.hasIkeSaWith(peer))) {
            return authenticated() + " but no path to its SCTP port " + remotePort + " was protected within "
                    + timeout.toMillis() + " ms: " + watch.reason(peer).orElse("it does not answer on any path")
                    + "; check that it listens there, and that each end permits the other's addresses";
        }
        if (watch.failures(peer) > failuresBefore) {
            return watch.reason(peer).orElse(name() + " could not be authenticated");
        }
        return name() + " gave no answer within " + timeout.toMillis()
                + " ms: check that IKE runs there and that UDP port " + ikePort
                + " is let through to its configured addresses";
    }
}
