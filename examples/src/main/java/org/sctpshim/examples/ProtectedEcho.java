package org.sctpshim.examples;

import com.sun.nio.sctp.MessageInfo;
import com.sun.nio.sctp.SctpChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.shim.Peer;
import org.sctpshim.shim.SctpShim;

/** Says a sentence to an echo server over an association whose four paths are protected under one IKE SA. */
public final class ProtectedEcho {
    private ProtectedEcho() {}

    /** Run it on alpha, with a file that holds the pre-shared key; {@link ProtectedEchoServer} answers on beta. */
    public static void main(String[] args) throws IOException {
        SecretBytes key = SecretBytes.adopt(Files.readAllBytes(Path.of(args[0])));
        Peer beta = Peer.named("beta.example")
                .preSharedKey(key)
                .addresses("10.1.0.2", "10.2.0.2")
                .build();
        try (SctpShim shim = SctpShim.builder()
                        .identity("alpha.example")
                        .localAddresses("10.1.0.1", "10.2.0.1")
                        .peer(beta)
                        .open();
                SctpChannel channel = shim.openChannel()) {
            channel.connect(new InetSocketAddress("10.1.0.2", 7)); // IKE, the SAs of all paths, and only then INIT
            ByteBuffer buffer = ByteBuffer.allocate(100);
            buffer.put("Hello over ESP".getBytes(StandardCharsets.UTF_8)).flip();
            channel.send(buffer, MessageInfo.createOutgoing(null, 0));
            channel.receive(buffer.clear(), null, null);
            System.out.println(StandardCharsets.UTF_8.decode(buffer.flip()));
        }
    }
}
