package org.sctpshim.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sctpshim.examples.demo.event.Event;
import org.sctpshim.examples.demo.event.EventLog;
import org.sctpshim.examples.demo.event.EventLogs;
import org.sctpshim.ike.host.HostEvent;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.RegistryEvent;
import org.sctpshim.registry.SctpPorts;
import org.sctpshim.shim.kernel.AddressText;

class SecurityEventLoggerTest {
    private static final PeerId BETA = new PeerId("beta.example");
    private static final AddressPair FIRST =
            new AddressPair(AddressText.parse("10.1.0.1"), AddressText.parse("10.1.0.2"));
    private static final AddressPair SECOND =
            new AddressPair(AddressText.parse("10.2.0.1"), AddressText.parse("10.2.0.2"));

    @Test
    void theIkeSaAndThePathsAreNotedWithTheirAddresses(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("alpha.csv");
        try (EventLog log = EventLog.create(file, "alpha", () -> 1)) {
            SecurityEventLogger logger = new SecurityEventLogger(log);
            logger.accept(new HostEvent.IkeSaEstablished(BETA, Identification.fqdn("beta.example"), FIRST, true));
            logger.accept(new HostEvent.IkeSaMoved(BETA, SECOND));
            PathId path = new PathId(SECOND, new SctpPorts(1, 2));
            logger.accept(new HostEvent.Registry(new RegistryEvent.PathLost(BETA, path, "gone")));
            logger.accept(new HostEvent.Registry(new RegistryEvent.AddressWithdrawn(BETA, SECOND.remote())));
            logger.accept(new HostEvent.IkeSaEnded(BETA, "the peer deleted it"));
        }
        assertThat(EventLogs.read(file).stream().map(Event::line))
                .containsExactly(
                        "1,alpha,ike-sa-up,local=10.1.0.1 remote=10.1.0.2 role=initiator",
                        "1,alpha,ike-sa-moved,local=10.2.0.1 remote=10.2.0.2",
                        "1,alpha,path-lost,local=10.2.0.1 remote=10.2.0.2 reason=gone",
                        "1,alpha,shim-notice,AddressWithdrawn[peer=beta.example, address=/10.2.0.2]",
                        "1,alpha,shim-notice,IKE SA ended: the peer deleted it");
    }
}
