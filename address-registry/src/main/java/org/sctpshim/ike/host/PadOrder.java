package org.sctpshim.ike.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sctpshim.ike.auth.CanonicalIdentity;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.PeerId;

/**
 * Finds what is wrong with the order of a database's entries: since the first that is for an identity decides (RFC 4301
 * section 4.4.3), a later one for the same identity would be configured in vain, and nobody would notice.
 */
public final class PadOrder {
    private final Set<PeerId> names = new HashSet<>();
    private final Map<CanonicalIdentity, PeerId> identities = new HashMap<>();
    private final List<PeerGroup> groups = new ArrayList<>();

    private PadOrder() {}

    /**
     * Checks that every entry has a name of its own and that peers can come to it.
     *
     * @throws IllegalArgumentException in one sentence, what is wrong and what to do
     */
    public static void check(List<? extends PadEntry> entries) {
        PadOrder order = new PadOrder();
        entries.forEach(order::add);
        for (PeerGroup group : order.groups) {
            for (PadEntry entry : entries) {
                if (group.couldBeMember(entry.id())) {
                    throw new IllegalArgumentException("peer \"" + entry.id()
                            + "\" is named like one of the peers of \"" + group.id() + "\": call it otherwise");
                }
            }
        }
    }

    private void add(PadEntry entry) {
        if (!names.add(entry.id())) {
            throw new IllegalArgumentException("there are two peers named " + entry.id());
        }
        if (entry instanceof PeerGroup group) {
            groups.add(group);
        } else {
            add((HostPeer) entry);
        }
    }

    private void add(HostPeer peer) {
        Identification identity = peer.entry().identification();
        for (PeerGroup earlier : groups) {
            if (earlier.isFor(identity)) {
                throw new IllegalArgumentException("peer \"" + peer.id() + "\" would never be looked at: \""
                        + earlier.id() + "\" comes before it and is for " + identity + " too; put \"" + peer.id()
                        + "\" before it");
            }
        }
        if (identities.putIfAbsent(CanonicalIdentity.of(identity), peer.id()) != null) {
            throw new IllegalArgumentException("there are two peers with the identity " + identity);
        }
    }
}
