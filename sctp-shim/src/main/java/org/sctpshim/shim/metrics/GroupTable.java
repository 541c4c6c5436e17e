package org.sctpshim.shim.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Groups of meters that come and go with what they are about. One thread at a time. */
final class GroupTable<K, T> {
    private final Function<K, MeterGroup<T>> maker;
    private final Map<K, MeterGroup<T>> groups = new HashMap<>();

    GroupTable(Function<K, MeterGroup<T>> maker) {
        this.maker = maker;
    }

    /** Has exactly one group for each key, and shows in it what the key stands for. */
    void show(Map<K, T> values) {
        groups.entrySet().removeIf(each -> {
            boolean gone = !values.containsKey(each.getKey());
            if (gone) {
                each.getValue().remove();
            }
            return gone;
        });
        values.forEach((key, value) -> groups.computeIfAbsent(key, maker).show(value));
    }

    void unknown() {
        groups.values().forEach(MeterGroup::unknown);
    }
}
