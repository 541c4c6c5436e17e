package org.sctpshim.shim.ipsec;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.esp.plane.PlaneSettings;
import org.sctpshim.ike.host.HostEvent;
import org.sctpshim.ike.host.HostParameters;

/**
 * What protection by IPsec is opened with.
 *
 * @param host this host's identity, peers and IKE parameters
 * @param localAddresses the local addresses that IKE binds; those of associations are bound as they come
 * @param esp who does ESP
 * @param plane the data plane's names and numbers
 * @param insecureKeyLog the folder that keys are written to in clear, for a dissector
 * @param events hears what happens, on the IKE endpoint's thread: it answers quickly
 */
public record IpsecSettings(
        HostParameters host,
        List<InetAddress> localAddresses,
        DataPlane.Kind esp,
        PlaneSettings plane,
        Optional<Path> insecureKeyLog,
        Consumer<HostEvent> events) {
    /** Copies the list. */
    public IpsecSettings {
        localAddresses = List.copyOf(localAddresses);
    }
}
