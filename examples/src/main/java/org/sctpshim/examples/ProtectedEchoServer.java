package org.sctpshim.examples;

import com.sun.nio.sctp.MessageInfo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.shim.Peer;
import org.sctpshim.shim.SctpShim;
import org.sctpshim.shim.channel.ProtectedSctpChannel;
import org.sctpshim.shim.channel.ProtectedSctpServerChannel;

/** Answers one association of an authenticated peer with whatever it says, until the peer ends it. */
public final class ProtectedEchoServer {
    private ProtectedEchoServer() {}

    /** Run it on beta, with a file that holds the pre-shared key. */
    public static void main(String[] args) throws IOException {
        SecretBytes key = SecretBytes.adopt(Files.readAllBytes(Path.of(args[0])));
        Peer alpha = Peer.named("alpha.example").preSharedKey(key).build();
        try (SctpShim shim = SctpShim.builder()
                        .identity("beta.example")
                        .localAddresses("10.1.0.2", "10.2.0.2")
                        .peer(alpha)
                        .open();
                ProtectedSctpServerChannel server = shim.openServerChannel()) {
            server.bind(new InetSocketAddress("10.1.0.2", 7), 1);
            server.bindAddress(InetAddress.getByName("10.2.0.2"));
            System.out.println("Listening on " + server.getAllLocalAddresses());
            try (ProtectedSctpChannel channel = server.accept()) {
                System.out.println("Association of " + channel.peerIdentity());
                echo(channel);
            }
        }
    }

    private static void echo(ProtectedSctpChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1500);
        for (MessageInfo info = channel.receive(buffer, null, null);
                info == null || info.bytes() >= 0;
                info = channel.receive(buffer.clear(), null, null)) {
            if (info != null) {
                channel.send(buffer.flip(), MessageInfo.createOutgoing(null, info.streamNumber()));
            }
        }
    }
}
