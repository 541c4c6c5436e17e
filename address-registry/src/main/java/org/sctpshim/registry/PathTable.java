package org.sctpshim.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every path of every association, by peer and id, and by association. */
final class PathTable {
    /** Two peers may have had the same address one after the other, with the same ports. */
    private record Key(PeerId peer, PathId path) {}

    private final Map<Key, Path> byId = new LinkedHashMap<>();
    private final Map<AssociationId, Map<PathId, Path>> byAssociation = new LinkedHashMap<>();

    Optional<Path> find(PeerId peer, PathId id) {
        return Optional.ofNullable(byId.get(new Key(peer, id)));
    }

    Path findOrAdd(PathId id, Association association) {
        Key key = new Key(association.peer(), id);
        @Nullable Path known = byId.get(key);
        if (known != null) {
            return known;
        }
        Path fresh = new Path(id, association);
        byId.put(key, fresh);
        byAssociation
                .computeIfAbsent(association.id(), any -> new LinkedHashMap<>())
                .put(id, fresh);
        return fresh;
    }

    void remove(Path path) {
        byId.remove(new Key(path.association.peer(), path.id));
        Map<PathId, Path> siblings = byAssociation.get(path.association.id());
        if (siblings != null) {
            siblings.remove(path.id);
            if (siblings.isEmpty()) {
                byAssociation.remove(path.association.id());
            }
        }
    }

    /** The paths of an association, as a copy. */
    List<Path> of(AssociationId association) {
        return new ArrayList<>(byAssociation.getOrDefault(association, Map.of()).values());
    }

    /** The paths that match, as a copy. */
    List<Path> where(Predicate<Path> condition) {
        return byId.values().stream().filter(condition).toList();
    }
}
