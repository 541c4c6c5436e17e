package org.sctpshim.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every path of every association, by its id and by its association. */
final class PathTable {
    private final Map<PathId, Path> byId = new LinkedHashMap<>();
    private final Map<AssociationId, Map<PathId, Path>> byAssociation = new LinkedHashMap<>();

    Optional<Path> find(PathId id) {
        return Optional.ofNullable(byId.get(id));
    }

    Path findOrAdd(PathId id, Association association) {
        @Nullable Path known = byId.get(id);
        if (known != null) {
            return known;
        }
        Path fresh = new Path(id, association);
        byId.put(id, fresh);
        byAssociation
                .computeIfAbsent(association.id(), any -> new LinkedHashMap<>())
                .put(id, fresh);
        return fresh;
    }

    void remove(Path path) {
        byId.remove(path.id);
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
