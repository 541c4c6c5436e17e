package org.sctpshim.examples.interop;

import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpServerChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.host.HostEvent;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.RegistryEvent;
import org.sctpshim.shim.Peer;
import org.sctpshim.shim.SctpShim;
import org.sctpshim.shim.ShimBuilder;

/**
 * An {@link EchoHost} whose channels are protected, and that tells what happens to IKE SAs and paths.
 *
 * <p>Arguments: own name, own ADDRESS[,ADDRESS]:PORT, the peer's name, the peer's ADDRESS[,ADDRESS]:PORT, the secret,
 * {@code strict} (the peer has the addresses named and no other) or {@code listed} (those that it lists), and perhaps a
 * folder for the keys.
 */
final class ShimEchoHost {
    private ShimEchoHost() {}

    public static void main(String[] args) throws IOException {
        String[] own = args[1].split(":", -1)[0].split(",", -1);
        String[] remote = args[3].split(":", -1);
        String[] remotes = remote[0].split(",", -1);
        ShimBuilder builder = SctpShim.builder()
                .identity(args[0])
                .localAddresses(own)
                .esp(DataPlane.Kind.USERSPACE)
                .peer(peer(args[2], remotes, args[4], args[5].equals("strict")))
                .onEvent(event -> EchoHost.tell(event.toString()))
                .onSecurityEvent(ShimEchoHost::tell);
        if (args.length > 6) {
            builder.dangerouslyLogKeysTo(Path.of(args[6]));
        }
        try (SctpShim shim = builder.open()) {
            EchoHost.of(protectedBy(shim), args[1], remotes[0] + ":" + remote[1])
                    .run();
        }
        EchoHost.tell("ended");
    }

    private static Peer peer(String name, String[] addresses, String secret, boolean strict) {
        Peer.Builder peer = Peer.named(name)
                .preSharedKey(SecretBytes.adopt(secret.getBytes(StandardCharsets.UTF_8)))
                .addresses(addresses);
        if (strict) {
            for (String address : List.of(addresses)) {
                peer.permit(address + "/32").vouchFor(address + "/32");
            }
            peer.listed(AddressPolicy.Listed.NEVER);
        }
        return peer.build();
    }

    private static EchoHost.ChannelSource protectedBy(SctpShim shim) {
        return new EchoHost.ChannelSource() {
            @Override
            public SctpChannel openChannel() throws IOException {
                return shim.openChannel();
            }

            @Override
            public SctpServerChannel openServerChannel() throws IOException {
                return shim.openServerChannel();
            }
        };
    }

    private static void tell(HostEvent event) {
        if (event instanceof HostEvent.IkeSaEstablished established) {
            EchoHost.tell("ike up " + (established.initiator() ? "initiator " : "responder ")
                    + established.identification() + " " + words(established.pair()));
        } else if (event instanceof HostEvent.IkeSaMoved moved) {
            EchoHost.tell("ike moved " + words(moved.pair()));
        } else if (event instanceof HostEvent.IkeSaEnded ended) {
            EchoHost.tell("ike ended " + ended.reason());
        } else if (event instanceof HostEvent.AuthenticationFailed failed) {
            EchoHost.tell("ike refused " + failed.reason());
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
