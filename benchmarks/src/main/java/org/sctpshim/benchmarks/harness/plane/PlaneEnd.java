package org.sctpshim.benchmarks.harness.plane;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.sctpshim.esp.EspAlgorithm;
import org.sctpshim.esp.KeyMaterial;
import org.sctpshim.esp.SaParameters;
import org.sctpshim.esp.UdpEncapsulation;
import org.sctpshim.esp.aead.ProviderChoice;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.esp.plane.PlanePath;
import org.sctpshim.esp.plane.PlaneSettings;

/**
 * A process with our userspace plane on one path, keys supplied by hand: says "ready" and works until its input ends. For
 * measuring only, since everybody can know these keys.
 *
 * <p>Arguments: local and remote address, one of which is the lower one, and {@link #WITHIN_UDP} or any other word.
 */
public final class PlaneEnd {

    /** Has ESP go within UDP on port 4500. */
    static final String WITHIN_UDP = "within-udp";

    private static final int FIRST_SPI = 0x1000;
    private static final int NAT_PORT = 4500;

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
            Optional<UdpEncapsulation> udp = Optional.empty();
            if (arguments[2].equals(WITHIN_UDP)) {
                InetSocketAddress here = new InetSocketAddress(local, NAT_PORT);
                plane.openUdp(here, (from, message) -> false);
                udp = Optional.of(new UdpEncapsulation(here, new InetSocketAddress(remote, NAT_PORT)));
            }
            plane.installInbound(parameters(remote, local).within(udp.map(UdpEncapsulation::turned)));
            plane.installOutbound(parameters(local, remote).within(udp));
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
