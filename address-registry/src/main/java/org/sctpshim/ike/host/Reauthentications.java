package org.sctpshim.ike.host;

import java.util.Optional;
import org.sctpshim.ike.exchange.ChildSas;
import org.sctpshim.ike.exchange.CreateChildTask;
import org.sctpshim.ike.exchange.DeleteReplacedTask;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SpiPair;

/**
 * Authenticates anew without a gap (RFC 7296 section 2.8.3): another IKE SA is made beside the old one, then every Child
 * SA under it, each old one is deleted when the new one has its place, and the old IKE SA when it has none left.
 */
final class Reauthentications {
    private final HostScope scope;
    private final RegistryWishes wishes;

    Reauthentications(HostScope scope, RegistryWishes wishes) {
        this.scope = scope;
        this.wishes = wishes;
    }

    /** Begins, unless that is under way. */
    void begin(SessionEntry old, PeerId peer) {
        if (old.stands() && old.successor == null) {
            SessionEntry fresh = wishes.initiateBeside(old, peer);
            fresh.predecessor = old;
            old.successor = fresh;
        }
    }

    /** The new IKE SA ended before it had everything: it is tried again later. */
    void ended(SessionEntry fresh) {
        SessionEntry old = fresh.predecessor;
        if (old != null && old.stands() && old.successor == fresh) {
            old.successor = null;
            old.session().reauthenticateLater(scope.nowNs());
        }
    }

    /** Either of the two was replaced by a rekeying. */
    void replaced(SessionEntry entry, SessionEntry heir) {
        heir.predecessor = entry.predecessor;
        heir.successor = entry.successor;
        if (heir.predecessor != null) {
            heir.predecessor.successor = heir;
        }
        if (heir.successor != null) {
            heir.successor.predecessor = heir;
        }
    }

    /** Does what can be done now that something may have happened to either of the two; false where there is nothing. */
    boolean goOn(SessionEntry entry, PeerId peer) {
        SessionEntry fresh = entry.successor == null ? entry : entry.successor;
        SessionEntry old = fresh.predecessor;
        if (old == null || !fresh.stands() || !old.stands() || old.view().isClosing()) {
            return false;
        }
        boolean any = false;
        for (ChildSas.Entry child : old.view().children()) {
            Optional<SpiPair> inUse = scope.registry.spisOf(peer, child.path());
            if (inUse.isPresent() && !inUse.get().equals(child.spis())) {
                if (fresh.madeAnew.add(child.spis())) {
                    any = true;
                    old.session().queue(new DeleteReplacedTask(child.spis()), scope.nowNs());
                }
            } else if (fresh.askedAnew.add(child.spis())) {
                any = true;
                fresh.session().queue(new CreateChildTask(child.path()), scope.nowNs());
            }
        }
        if (old.view().childCount() == 0) {
            any = true;
            old.session().close("this host authenticated anew", scope.nowNs());
        }
        return any;
    }
}
