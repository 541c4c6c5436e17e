package org.sctpshim.shim.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Meters that share tags and show figures of one value. Any thread may read them; one thread at a time does the rest.
 *
 * <p>Registries hold meters' objects weakly: whoever makes a group keeps it.
 */
final class MeterGroup<T> {
    private final MeterRegistry registry;
    private final Tags tags;
    private final Runnable freshen;
    private final List<Meter> meters = new ArrayList<>();
    private volatile @Nullable T newest;
    private volatile boolean known;

    /**
     * An empty group.
     *
     * @param freshen called before any meter is read
     */
    MeterGroup(MeterRegistry registry, Tags tags, Runnable freshen) {
        this.registry = registry;
        this.tags = tags;
        this.freshen = freshen;
    }

    /** Adds what goes up and down; it is {@code NaN} while it is not known. */
    MeterGroup<T> gauge(String name, String description, ToDoubleFunction<T> figure, String... moreTags) {
        meters.add(Gauge.builder(name, this, group -> group.current(figure))
                .description(description)
                .tags(tags.and(moreTags))
                .register(registry));
        return this;
    }

    /** Adds what only goes up; it stays where it was while it is not known. */
    MeterGroup<T> counter(
            String name, String unit, String description, ToDoubleFunction<T> figure, String... moreTags) {
        meters.add(FunctionCounter.builder(name, this, group -> group.last(figure))
                .baseUnit(unit)
                .description(description)
                .tags(tags.and(moreTags))
                .register(registry));
        return this;
    }

    private double current(ToDoubleFunction<T> figure) {
        freshen.run();
        T shown = newest;
        return shown == null || !known ? Double.NaN : figure.applyAsDouble(shown);
    }

    private double last(ToDoubleFunction<T> figure) {
        freshen.run();
        T shown = newest;
        return shown == null ? 0 : figure.applyAsDouble(shown);
    }

    void show(T value) {
        newest = value;
        known = true;
    }

    void unknown() {
        known = false;
    }

    void remove() {
        meters.forEach(registry::remove);
        meters.clear();
    }
}
