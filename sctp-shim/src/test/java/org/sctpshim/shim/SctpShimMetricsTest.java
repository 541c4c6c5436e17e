package org.sctpshim.shim;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sctpshim.esp.plane.PlaneStatistics;
import org.sctpshim.shim.protection.AssociationProtection;
import org.sctpshim.shim.status.SecurityStatus;

/** The metrics of a shim, over protection that does nothing. */
class SctpShimMetricsTest {
    private final AssociationProtection protection = (AssociationProtection) Proxy.newProxyInstance(
            AssociationProtection.class.getClassLoader(),
            new Class<?>[] {AssociationProtection.class},
            (proxy, method, arguments) -> null);
    private final ShimConfig config =
            SctpShim.builder().identity("alpha.example").config();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void aShimShowsWhatItsViewTellsUntilItIsClosed() throws IOException {
        SecurityStatus status = new SecurityStatus(
                0, 3, List.of(), Map.of(), new PlaneStatistics(Map.of(), 0, 0, 0, List.of()), List.of());
        try (SctpShim shim = SctpShim.over(protection, () -> status, config)) {
            assertThat(registry.getMeters()).isEmpty();
            shim.metrics().bindTo(registry);
            assertThat(registry.get("sctp.security.ike.half.open").gauge().value())
                    .isEqualTo(3);
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void overProtectionThatDoesNotTellFiguresAreUnknown() throws IOException {
        try (SctpShim shim = SctpShim.over(protection, config)) {
            shim.metrics().bindTo(registry);

            assertThat(registry.get("sctp.security.ike.half.open").gauge().value())
                    .isNaN();
        }
    }
}
