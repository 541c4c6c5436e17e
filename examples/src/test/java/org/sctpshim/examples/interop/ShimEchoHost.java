package org.sctpshim.examples.interop;

import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpServerChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.host.HostEvent;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.RegistryEvent;
import org.sctpshim.shim.Peer;
import org.sctpshim.shim.SctpShim;
import org.sctpshim.shim.ShimBuilder;

/**
 * An {@link EchoHost} whose channels are protected, and that tells what happens to IKE SAs and paths. Its arguments are
 * settings of the form {@code key=value}:
 *
 * <pre>
 * name=NAME                            own name
 * local=ADDRESS[,ADDRESS]:PORT         own end
 * peer=NAME                            the peer's name
 * remote=ADDRESS[,ADDRESS]:PORT        the peer's end
 * secret=TEXT                          the secret of both
 * addresses=vouched|listed|announced   which addresses the peer has: those of its end and no other, those that it lists
 *                                      by MOBIKE whether it follows the extension or not, or only if it does
 * plane=USERSPACE|KERNEL|AUTO          whose ESP it is, the process's own if nothing is said
 * profile=NAME                         the algorithms: a name of SecurityProfile, or "everything"
 * connect=SECONDS                      how long to connect may take
 * keys=FOLDER                          where all keys are written to
 * </pre>
 */
final class ShimEchoHost {
    private ShimEchoHost() {}

    public static void main(String[] args) throws IOException {
        EchoSettings settings = EchoSettings.of(args);
        ShimBuilder builder = SctpShim.builder()
                .identity(settings.require("name"))
                .localAddresses(settings.addresses("local"))
                .esp(DataPlane.Kind.valueOf(settings.find("plane").orElse("USERSPACE")))
                .peer(peer(settings))
                .onEvent(event -> EchoHost.tell(event.toString()))
                .onSecurityEvent(ShimEchoHost::tell);
        settings.find("profile").map(ShimEchoHost::profile).ifPresent(builder::profile);
        settings.find("connect")
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .ifPresent(builder::connectTimeout);
        settings.find("keys").map(Path::of).ifPresent(builder::dangerouslyLogKeysTo);
        try (SctpShim shim = builder.open()) {
            String remote = settings.addresses("remote")[0] + ":" + settings.port("remote");
            EchoHost.of(protectedBy(shim), settings.require("local"), remote).run();
        }
        EchoHost.tell("ended");
    }

    private static SecurityProfile profile(String name) {
        return name.equals("everything") ? WholeProfile.EVERYTHING : SecurityProfile.named(name);
    }

    private static Peer peer(EchoSettings settings) {
        String[] addresses = settings.addresses("remote");
        Peer.Builder peer = Peer.named(settings.require("peer"))
                .preSharedKey(SecretBytes.adopt(settings.require("secret").getBytes(StandardCharsets.UTF_8)))
                .addresses(addresses);
        switch (settings.find("addresses").orElse("announced")) {
            case "vouched" -> {
                for (String address : addresses) {
                    peer.permit(address + "/32").vouchFor(address + "/32");
                }
                peer.listed(AddressPolicy.Listed.NEVER);
            }
            case "listed" -> peer.listed(AddressPolicy.Listed.ALWAYS);
            case "announced" -> peer.listed(AddressPolicy.Listed.ANNOUNCED);
            default -> throw new IllegalArgumentException("addresses is vouched, listed or announced");
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
