package org.sctpshim.benchmarks.harness.plane;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Random;
import java.util.Set;
import org.sctpshim.esp.EspAlgorithm;
import org.sctpshim.esp.KeyMaterial;
import org.sctpshim.esp.SaParameters;
import org.sctpshim.esp.aead.ProviderChoice;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.esp.plane.PlanePath;
import org.sctpshim.esp.plane.PlaneSettings;

/**
 * A process with our userspace plane on one path, keys supplied by hand: says "ready" and works until its input ends. For
 * measuring only, since everybody can know these keys.
 *
 * <p>Arguments: local and remote address, one of which is the lower one.
 */
public final class PlaneEnd {

    private static final int FIRST_SPI = 0x1000;

    private PlaneEnd() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        InetAddress local = InetAddress.getByName(arguments[0]);
        InetAddress remote = InetAddress.getByName(arguments[1]);
        try (DataPlane plane = DataPlane.open(
                DataPlane.Kind.USERSPACE,
                PlaneSettings.DEFAULT,
                ProviderChoice.atStart(System::nanoTime),
                event -> System.err.println(event))) {
            plane.guard(new PlanePath(local, remote));
            plane.installInbound(parameters(remote, local));
            plane.installOutbound(parameters(local, remote));
            plane.releaseStale(Set.of());
            System.out.println("ready");
            while (System.in.read() >= 0) {
                // Only the end of the input counts.
            }
        }
    }

    private static SaParameters parameters(InetAddress source, InetAddress destination) {
        int number = source.getAddress()[source.getAddress().length - 1];
        byte[] key = new byte[EspAlgorithm.AES_GCM_16_128.keyMaterialBytes()];
        new Random(number).nextBytes(key);
        return SaParameters.builder(FIRST_SPI + number, source, destination)
                .build(EspAlgorithm.AES_GCM_16_128, KeyMaterial.copyOf(key));
    }
}
