package org.sctpshim.shim.channel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;
import org.sctpshim.registry.SctpPathState;
import org.sctpshim.shim.kernel.AssociationListener;
import org.sctpshim.shim.kernel.SctpPathWatcher;
import org.sctpshim.shim.protection.AssociationEnds;
import org.sctpshim.shim.protection.AssociationProtection;
import org.sctpshim.shim.protection.ProtectedAssociation;

/**
 * Holds every claim for as long as its association is in the kernel, which may be longer than its channel is open, and
 * passes on what SCTP thinks of the paths meanwhile.
 */
final class Claims {
    private static final Logger LOG = System.getLogger(Claims.class.getName());

    private final AssociationProtection protection;
    private final SctpPathWatcher watcher;
    private final Consumer<ChannelEvent> events;

    Claims(AssociationProtection protection, SctpPathWatcher watcher, Consumer<ChannelEvent> events) {
        this.protection = protection;
        this.watcher = watcher;
        this.events = events;
    }

    /** Claims an association that is set up, and holds the claim until it is gone; empty if it is not protected. */
    Optional<ProtectedAssociation> claimEstablished(AssociationEnds ends) {
        Optional<ProtectedAssociation> claim = protection.claim(ends);
        claim.ifPresent(held -> {
            watcher.watchEstablished(ends, new Holder(ends, held));
            tell(new ChannelEvent.AssociationProtected(ends, held.peer()));
        });
        return claim;
    }

    /** Holds a claim until nothing between its ends is in the kernel any more. */
    void releaseOnceGone(ProtectedAssociation claim) {
        watcher.watchExpected(claim.ends(), new Releaser(claim)).expectGone();
    }

    /** Holds a claim for an association that someone else sets up. */
    SctpPathWatcher.Watch holdExpected(ProtectedAssociation claim) {
        return watcher.watchExpected(claim.ends(), new Holder(claim.ends(), claim));
    }

    /** Reports that an association is aborted. */
    void refused(AssociationEnds ends, String reason) {
        tell(new ChannelEvent.AssociationRefused(ends, reason));
    }

    /** What the application's listener does wrong is not the association's fault. */
    private void tell(ChannelEvent event) {
        try {
            events.accept(event);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a listener to channel events failed at " + event, e);
        }
    }

    private final class Holder implements AssociationListener {
        private final AssociationEnds ends;
        private final ProtectedAssociation claim;

        Holder(AssociationEnds ends, ProtectedAssociation claim) {
            this.ends = ends;
            this.claim = claim;
        }

        @Override
        public void pathChanged(InetAddress remote, SctpPathState state) {
            protection.pathHint(ends.local(), new InetSocketAddress(remote, ends.remotePort()), state);
            tell(new ChannelEvent.PathStateChanged(ends, claim.peer(), remote, state));
        }

        @Override
        public void gone() {
            protection.release(claim);
            tell(new ChannelEvent.AssociationGone(ends, claim.peer()));
        }
    }

    private final class Releaser implements AssociationListener {
        private final ProtectedAssociation claim;

        Releaser(ProtectedAssociation claim) {
            this.claim = claim;
        }

        @Override
        public void pathChanged(InetAddress remote, SctpPathState state) {
            // Another channel's, or about to vanish.
        }

        @Override
        public void gone() {
            protection.release(claim);
        }
    }
}
