package org.sctpshim.examples.demo;

import java.util.function.Consumer;
import org.sctpshim.examples.demo.event.EventKind;
import org.sctpshim.examples.demo.event.EventLog;
import org.sctpshim.ike.host.HostEvent;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.RegistryEvent;

/** Writes what becomes of the IKE SA, the addresses and the paths into the event log. */
final class SecurityEventLogger implements Consumer<HostEvent> {
    private final EventLog log;

    SecurityEventLogger(EventLog log) {
        this.log = log;
    }

    @Override
    public void accept(HostEvent event) {
        if (event instanceof HostEvent.IkeSaEstablished up) {
            log.add(EventKind.IKE_SA_UP, words(up.pair()) + " role=" + (up.initiator() ? "initiator" : "responder"));
        } else if (event instanceof HostEvent.IkeSaMoved moved) {
            log.add(EventKind.IKE_SA_MOVED, words(moved.pair()));
        } else if (event instanceof HostEvent.IkeSaEnded ended) {
            log.add(EventKind.SHIM_NOTICE, "IKE SA ended: " + ended.reason());
        } else if (event instanceof HostEvent.Registry registry) {
            note(registry.event());
        }
        // Child SAs come and go with the paths, which the registry's events tell of.
    }

    private void note(RegistryEvent event) {
        if (event instanceof RegistryEvent.PathProtected path) {
            log.add(EventKind.PATH_PROTECTED, words(path.path().pair()));
        } else if (event instanceof RegistryEvent.PathLost path) {
            log.add(EventKind.PATH_LOST, words(path.path().pair()) + " reason=" + path.reason());
        } else {
            log.add(EventKind.SHIM_NOTICE, event.toString());
        }
    }

    private static String words(AddressPair pair) {
        return "local=" + pair.local().getHostAddress() + " remote="
                + pair.remote().getHostAddress();
    }
}
