package org.sctpshim.examples.lab;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.sctpshim.esp.EspAlgorithm;
import org.sctpshim.esp.KeyMaterial;
import org.sctpshim.esp.SaParameters;
import org.sctpshim.esp.Verdict;
import org.sctpshim.esp.aead.JdkAeadProvider;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.esp.plane.PlanePath;
import org.sctpshim.esp.plane.PlaneSettings;
import org.sctpshim.esp.plane.PlaneStatistics;

/**
 * A host's plane with keys supplied by hand, as a process of its own: protects every pair of its addresses and the peer's,
 * in IPv4 and IPv6, says "protected", and then tells its figures each second until it is ended.
 *
 * <p>Arguments: own host number and the peer's, 1 or 2; the kind of plane.
 */
final class ManualPlane {

    private static final List<String> NETWORKS = List.of("10.1.0.", "10.2.0.", "fd00:1::", "fd00:2::");

    private ManualPlane() {}

    public static void main(String[] arguments) throws Exception {
        try (DataPlane plane = DataPlane.open(
                DataPlane.Kind.valueOf(arguments[2]),
                PlaneSettings.DEFAULT,
                new JdkAeadProvider(),
                event -> System.out.println("event " + event))) {
            for (String here : NETWORKS) {
                for (String there : NETWORKS) {
                    if (here.contains(":") == there.contains(":")) {
                        protect(plane, here + arguments[0], there + arguments[1]);
                    }
                }
            }
            plane.releaseStale(Set.of());
            System.out.println("protected");
            while (true) {
                Thread.sleep(1000);
                tell(plane.statistics());
            }
        }
    }

    private static void protect(DataPlane plane, String here, String there) throws Exception {
        plane.guard(new PlanePath(InetAddress.getByName(here), InetAddress.getByName(there)));
        plane.installInbound(parameters(there, here));
        plane.installOutbound(parameters(here, there));
    }

    /** SPI and key made from the addresses, the same at both ends. No example for keys that matter. */
    private static SaParameters parameters(String source, String destination) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest((source + " to " + destination).getBytes(StandardCharsets.US_ASCII));
        EspAlgorithm algorithm = EspAlgorithm.AES_GCM_16_128;
        return SaParameters.builder(
                        0x1000 + ((digest[30] & 0xff) << 8) + (digest[31] & 0xff),
                        InetAddress.getByName(source),
                        InetAddress.getByName(destination))
                .build(algorithm, KeyMaterial.copyOf(Arrays.copyOf(digest, algorithm.keyMaterialBytes())));
    }

    private static void tell(PlaneStatistics figures) {
        StringBuilder line = new StringBuilder("figures");
        for (Verdict verdict : Verdict.values()) {
            if (figures.count(verdict) > 0) {
                line.append(' ').append(verdict).append('=').append(figures.count(verdict));
            }
        }
        line.append(" sendRefused=").append(figures.sendRefused());
        line.append(" deliveryRefused=").append(figures.deliveryRefused());
        line.append(" faults=").append(figures.faults());
        System.out.println(line);
    }
}
