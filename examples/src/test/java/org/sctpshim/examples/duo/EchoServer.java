package org.sctpshim.examples.duo;

import com.sun.nio.sctp.MessageInfo;
import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpServerChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sctpshim.shim.SctpShim;
import org.sctpshim.shim.channel.ProtectedSctpChannel;
import org.sctpshim.shim.channel.ProtectedSctpServerChannel;
import org.sctpshim.shim.channel.ServerAttachment;

/** Accepts associations and sends back what comes, until it is closed. */
final class EchoServer implements AutoCloseable {
    /** Accepts the next association, and tells whose it is. */
    private interface Acceptor {
        SctpChannel accept() throws IOException;
    }

    private final SctpShim shim;
    private final List<Channel> open = new CopyOnWriteArrayList<>();

    EchoServer(SctpShim shim) {
        this.shim = shim;
    }

    String listen(List<InetAddress> addresses, int port) throws IOException {
        ProtectedSctpServerChannel server = shim.openServerChannel();
        open.add(server);
        server.bind(new InetSocketAddress(addresses.get(0), port), 0);
        for (InetAddress further : addresses.subList(1, addresses.size())) {
            server.bindAddress(further);
        }
        serve(() -> {
            ProtectedSctpChannel accepted = server.accept();
            HostProgram.event("accepted " + accepted.peerIdentity() + " at " + HostProgram.hosts(accepted));
            return accepted;
        });
        return "listening";
    }

    /** The same with a server channel of the JDK's. */
    String listenAttached(List<InetAddress> addresses, int port) throws IOException {
        SctpServerChannel server = SctpServerChannel.open();
        open.add(server);
        ServerAttachment attachment = shim.bindAndAttach(server, port, new LinkedHashSet<>(addresses));
        serve(() -> {
            SctpChannel accepted = server.accept();
            attachment.admit(accepted).ifPresent(peer -> HostProgram.event("admitted " + peer.identity()));
            return accepted;
        });
        return "listening";
    }

    /** Closes the listening channels; associations go on. */
    @Override
    public void close() throws IOException {
        for (Channel channel : open) {
            channel.close();
        }
    }

    private static void serve(Acceptor acceptor) {
        new Thread(() -> {
                    try {
                        while (true) {
                            SctpChannel accepted = acceptor.accept();
                            new Thread(() -> echo(accepted)).start();
                        }
                    } catch (IOException e) {
                        HostProgram.event("accepts no more: " + e);
                    }
                })
                .start();
    }

    private static void echo(SctpChannel channel) {
        ByteBuffer buffer = ByteBuffer.allocate(1024);
        int echoed = 0;
        try (channel) {
            for (; Conversation.received(channel, buffer); echoed++) {
                channel.send(buffer, MessageInfo.createOutgoing(null, 0));
            }
            HostProgram.event("echoed " + echoed + " and closed");
        } catch (IOException e) {
            HostProgram.event("echoed " + echoed + " until " + e);
        }
    }
}
