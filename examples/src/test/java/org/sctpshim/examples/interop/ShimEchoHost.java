package org.sctpshim.examples.interop;

import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpServerChannel;
import java.io.IOException;
import org.sctpshim.ike.host.HostEvent;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.RegistryEvent;
import org.sctpshim.shim.SctpShim;

/**
 * An {@link EchoHost} whose channels are protected, and that tells what happens to IKE SAs and paths. Its arguments are
 * those of {@link EchoShim}; it takes others on the way, and closes its shim and opens another one with these and those
 * that it began with.
 */
final class ShimEchoHost implements EchoHost.ChannelSource {
    private final EchoSettings settings;
    private SctpShim shim;

    private ShimEchoHost(EchoSettings settings) throws IOException {
        this.settings = settings;
        this.shim = open(settings);
    }

    public static void main(String[] args) throws IOException {
        EchoSettings settings = EchoSettings.of(args);
        ShimEchoHost host = new ShimEchoHost(settings);
        String remote = settings.addresses("remote")[0] + ":" + settings.port("remote");
        EchoHost.of(host, settings.require("local"), remote).run();
        host.shim.close();
        EchoHost.tell("ended");
    }

    private static SctpShim open(EchoSettings settings) throws IOException {
        return EchoShim.builder(settings)
                .onEvent(event -> EchoHost.tell(event.toString()))
                .onSecurityEvent(ShimEchoHost::tell)
                .open();
    }

    @Override
    public SctpChannel openChannel() throws IOException {
        return shim.openChannel();
    }

    @Override
    public SctpServerChannel openServerChannel() throws IOException {
        return shim.openServerChannel();
    }

    @Override
    public void become(String others) throws IOException {
        shim.close();
        shim = open(others.isEmpty() ? settings : settings.with(EchoSettings.of(others.split(" ", -1))));
    }

    private static void tell(HostEvent event) {
        if (event instanceof HostEvent.IkeSaEstablished established) {
            EchoHost.tell("ike up " + (established.initiator() ? "initiator " : "responder ")
                    + established.identification() + " " + words(established.pair()));
        } else if (event instanceof HostEvent.FurtherIkeSaEstablished further) {
            EchoHost.tell("ike beside " + (further.initiator() ? "initiator " : "responder ") + words(further.pair()));
        } else if (event instanceof HostEvent.FurtherIkeSaEnded ended) {
            EchoHost.tell("ike beside ended " + words(ended.pair()) + " " + ended.reason());
        } else if (event instanceof HostEvent.IkeSaMoved moved) {
            EchoHost.tell("ike moved " + words(moved.pair()));
        } else if (event instanceof HostEvent.IkeSaEnded ended) {
            EchoHost.tell("ike ended " + ended.reason());
        } else if (event instanceof HostEvent.AuthenticationFailed failed) {
            EchoHost.tell("ike refused " + failed.reason());
        } else if (event instanceof HostEvent.ChildRekeyed rekeyed) {
            EchoHost.tell("child rekeyed by " + (rekeyed.byThisHost() ? "us" : "peer"));
        } else if (event instanceof HostEvent.IkeSaRekeyed rekeyed) {
            EchoHost.tell("ike rekeyed by " + (rekeyed.byThisHost() ? "us" : "peer"));
        } else if (event instanceof HostEvent.ChildRekeyFailed failed) {
            EchoHost.tell("child rekey failed " + failed.reason());
        } else if (event instanceof HostEvent.IkeSaRekeyFailed failed) {
            EchoHost.tell("ike rekey failed " + failed.reason());
        } else if (event instanceof HostEvent.InitiationRefused refused) {
            EchoHost.tell("ike refused " + refused.reason());
        } else if (event instanceof HostEvent.Registry registry) {
            tell(registry.event());
        }
    }

    private static void tell(RegistryEvent event) {
        if (event instanceof RegistryEvent.PathProtected path) {
            EchoHost.tell("path protected " + words(path.path().pair()));
        } else if (event instanceof RegistryEvent.PathLost path) {
            EchoHost.tell("path lost " + words(path.path().pair()) + " " + path.reason());
        } else {
            EchoHost.tell(event.toString());
        }
    }

    private static String words(AddressPair pair) {
        return pair.local().getHostAddress() + " " + pair.remote().getHostAddress();
    }
}
