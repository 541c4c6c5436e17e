package org.sctpshim.shim.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.IdentityHashMap;
import org.sctpshim.shim.status.SecurityView;

/**
 * Shows in a Micrometer registry how a shim's protection stands; {@code docs/metrics.md} lists the meters.
 *
 * <p>What is shown is read when the registry is, at most once a second a registry, which costs one turn of the IKE
 * thread. Meters of a path come and go with it; a new one shows at the scrape after the one that found it. Where there
 * is no reading to be had, gauges are {@code NaN}, counters stay where they were, and the shim is not touched.
 *
 * <p>Any thread may call any method.
 */
public final class ShimMetrics implements MeterBinder, AutoCloseable {
    private final SecurityView view;
    private final IdentityHashMap<MeterRegistry, Binding> bindings = new IdentityHashMap<>();
    private boolean closed;

    /** Metrics of what the view shows. */
    public ShimMetrics(SecurityView view) {
        this.view = view;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bindTo(registry, Tags.empty());
    }

    /**
     * Binds with further tags on every meter, which keep two shims apart that share a registry. Does nothing for a
     * registry that is bound already, or once the shim is closed.
     */
    public synchronized void bindTo(MeterRegistry registry, Tags tags) {
        if (!closed) {
            bindings.computeIfAbsent(registry, any -> new Binding(view, registry, tags))
                    .freshen();
        }
    }

    /** Takes every meter out of every registry. */
    @Override
    public synchronized void close() {
        closed = true;
        bindings.values().forEach(Binding::close);
        bindings.clear();
    }
}
