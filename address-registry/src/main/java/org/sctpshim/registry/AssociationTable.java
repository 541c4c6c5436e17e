package org.sctpshim.registry;

import java.net.InetAddress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every association of this host, and the ends that listen for more. */
final class AssociationTable {
    private final Map<AssociationId, Association> byId = new LinkedHashMap<>();
    private final Map<PeerId, Map<SctpPorts, Association>> byPeer = new LinkedHashMap<>();
    private final Set<LocalEnd> listening = new LinkedHashSet<>();
    private long opened;

    void listen(LocalEnd end) {
        listening.add(end);
    }

    void stopListening(LocalEnd end) {
        listening.remove(end);
    }

    Association add(PeerId peer, SctpPorts ports, Association.Opener opener, Collection<InetAddress> locals) {
        AssociationId id = new AssociationId(++opened);
        Association association = new Association(id, peer, ports, opener, locals);
        byId.put(id, association);
        byPeer.computeIfAbsent(peer, any -> new LinkedHashMap<>()).put(ports, association);
        return association;
    }

    void remove(AssociationId id) {
        Association gone = byId.remove(id);
        if (gone == null) {
            return;
        }
        Map<SctpPorts, Association> others = byPeer.get(gone.peer());
        if (others != null && others.remove(gone.ports(), gone) && others.isEmpty()) {
            byPeer.remove(gone.peer());
        }
    }

    Optional<Association> find(AssociationId id) {
        return Optional.ofNullable(byId.get(id));
    }

    Association existing(AssociationId id) {
        return find(id).orElseThrow(() ->
                new IllegalArgumentException("no association " + id.number() + ": it has ended or never was"));
    }

    Optional<Association> find(PeerId peer, SctpPorts ports) {
        return Optional.ofNullable(byPeer.getOrDefault(peer, Map.of()).get(ports));
    }

    /** The associations with a peer, as a copy. */
    List<Association> of(PeerId peer) {
        return List.copyOf(byPeer.getOrDefault(peer, Map.of()).values());
    }

    /** The addresses of this host that a peer may know: those of its associations and of the listening ends. */
    Set<InetAddress> localsFor(PeerId peer) {
        Set<InetAddress> all = new LinkedHashSet<>();
        of(peer).forEach(association -> all.addAll(association.locals()));
        listening.forEach(end -> all.addAll(end.addresses()));
        return all;
    }

    /** Whether the near end of a path is this host's: an end listens there, or the association has the address. */
    boolean isLocal(PeerId peer, PathId path) {
        InetAddress local = path.pair().local();
        boolean listens = listening.stream()
                .anyMatch(end ->
                        end.port() == path.ports().local() && end.addresses().contains(local));
        return listens
                || find(peer, path.ports())
                        .map(association -> association.locals().contains(local))
                        .orElse(false);
    }
}
