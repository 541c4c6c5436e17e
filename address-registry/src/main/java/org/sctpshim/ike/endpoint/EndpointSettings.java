package org.sctpshim.ike.endpoint;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sctpshim.ike.host.HostEvent;
import org.sctpshim.ike.host.HostParameters;
import org.sctpshim.ike.host.InsecureKeyLog;

/**
 * What an endpoint is opened with.
 *
 * @param host what its IKE is configured with
 * @param addresses the local addresses to bind; more can be bound later
 * @param protection where Child SAs are installed
 * @param natPort who has the port for NATs; the endpoint itself where nobody is named, and then no ESP comes to it
 * @param events hears what happens, on the endpoint's thread: it answers quickly
 * @param keyLog hears of IKE keys; {@link InsecureKeyLog#OFF} outside of debugging
 */
public record EndpointSettings(
        HostParameters host,
        List<InetAddress> addresses,
        PathProtection protection,
        Optional<NatPort> natPort,
        Consumer<HostEvent> events,
        InsecureKeyLog keyLog) {
    /** With every port in the endpoint's own hands. */
    public EndpointSettings(
            HostParameters host,
            List<InetAddress> addresses,
            PathProtection protection,
            Consumer<HostEvent> events,
            InsecureKeyLog keyLog) {
        this(host, addresses, protection, Optional.empty(), events, keyLog);
    }

    /** Copies the list. */
    public EndpointSettings {
        addresses = List.copyOf(addresses);
    }
}
