package org.sctpshim.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every path of every association, by id, by association and by peer: no question takes longer for other peers' paths. */
final class PathTable {
    /** Two peers may have had the same address one after the other, with the same ports: as a rule a list of one. */
    private final Map<PathId, List<Path>> byId = new LinkedHashMap<>();

    private final Map<AssociationId, Set<Path>> byAssociation = new LinkedHashMap<>();
    private final Map<PeerId, Set<Path>> byPeer = new LinkedHashMap<>();

    Optional<Path> find(PeerId peer, PathId id) {
        for (Path path : with(id)) {
            if (path.association.peer().equals(peer)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    Path findOrAdd(PathId id, Association association) {
        return find(association.peer(), id).orElseGet(() -> add(new Path(id, association)));
    }

    private Path add(Path path) {
        List<Path> others = with(path.id);
        byId.put(path.id, others.isEmpty() ? List.of(path) : joined(others, path));
        byAssociation
                .computeIfAbsent(path.association.id(), any -> new LinkedHashSet<>())
                .add(path);
        byPeer.computeIfAbsent(path.association.peer(), any -> new LinkedHashSet<>())
                .add(path);
        return path;
    }

    private static List<Path> joined(List<Path> others, Path path) {
        List<Path> all = new ArrayList<>(others);
        all.add(path);
        return List.copyOf(all);
    }

    void remove(Path path) {
        List<Path> others = with(path.id).stream().filter(each -> each != path).toList();
        if (others.isEmpty()) {
            byId.remove(path.id);
        } else {
            byId.put(path.id, others);
        }
        removeFrom(byAssociation, path.association.id(), path);
        removeFrom(byPeer, path.association.peer(), path);
    }

    private static <K> void removeFrom(Map<K, Set<Path>> paths, K key, Path path) {
        Set<Path> siblings = paths.get(key);
        if (siblings != null && siblings.remove(path) && siblings.isEmpty()) {
            paths.remove(key);
        }
    }

    /** The paths of an association, as a copy. */
    List<Path> of(AssociationId association) {
        return List.copyOf(byAssociation.getOrDefault(association, Set.of()));
    }

    /** The paths with a peer, as a copy. */
    List<Path> of(PeerId peer) {
        return List.copyOf(byPeer.getOrDefault(peer, Set.of()));
    }

    /** The paths of this id: one, unless several peers had the address. */
    List<Path> with(PathId id) {
        return byId.getOrDefault(id, List.of());
    }
}
