package org.sctpshim.shim.ipsec;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sctpshim.ike.host.HostPeer;
import org.sctpshim.ike.host.IkeHost;
import org.sctpshim.registry.AddressRegistry;
import org.sctpshim.registry.AddressView;
import org.sctpshim.registry.AssociationId;
import org.sctpshim.registry.AuthorisationRule;
import org.sctpshim.registry.PathState;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SctpPorts;
import org.sctpshim.shim.protection.AssociationEnds;

/** Decides whether an association that SCTP has set up belongs, with every address of it, to one peer. */
final class Admission {
    private Admission() {}

    /** The peers that the remote addresses belong to: one, or the association is nobody's. */
    static List<HostPeer> holders(IkeHost host, AssociationEnds ends) {
        return ends.remoteAddresses().stream()
                .flatMap(address -> host.registry().holderOf(address).stream())
                .distinct()
                .flatMap(peer -> host.peer(peer).stream())
                .toList();
    }

    /**
     * The remote addresses of an association that is admitted, those with a protected path first; empty where it is not
     * to be used.
     */
    static Optional<List<InetAddress>> usable(
            AddressRegistry registry, PeerId peer, SctpPorts ports, AssociationEnds ends) {
        Optional<AssociationId> association = registry.find(peer, ports);
        if (association.isEmpty()) {
            return Optional.empty();
        }
        Set<InetAddress> isProtected = new LinkedHashSet<>();
        registry.paths(association.get()).stream()
                .filter(path -> path.state() == PathState.PROTECTED
                        && ends.local().addresses().contains(path.id().pair().local()))
                .forEach(path -> isProtected.add(path.id().pair().remote()));
        Set<InetAddress> known = new LinkedHashSet<>(isProtected);
        registry.addresses(peer).stream()
                .filter(Admission::belongsToPeer)
                .map(AddressView::address)
                .forEach(known::add);
        boolean admitted = !isProtected.isEmpty() && known.containsAll(ends.remoteAddresses());
        known.retainAll(ends.remoteAddresses());
        return admitted ? Optional.of(new ArrayList<>(known)) : Optional.empty();
    }

    /** An address that merely does not answer yet is the peer's all the same, and stays blocked until it does. */
    private static boolean belongsToPeer(AddressView view) {
        return view.verdict() == AuthorisationRule.Verdict.AUTHORISED
                || view.verdict() == AuthorisationRule.Verdict.NOT_REACHABLE_YET;
    }
}
