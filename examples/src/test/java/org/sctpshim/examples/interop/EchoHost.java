package org.sctpshim.examples.interop;

import com.sun.nio.sctp.MessageInfo;
import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpServerChannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One end of SCTP associations that echo: driven by lines on its standard input, telling on its standard output.
 *
 * <pre>
 * in:  serve               out: serving, then for each association: accepted ADDRESSES
 *      connect             out: connected ADDRESSES, or: failed SENTENCE
 *      rest                out: resting, and nothing is accepted any more
 *      send TEXT           out: heard TEXT, once the other end has sent it back
 *      stream              sends a numbered message every 20 ms; the other end sends them back
 *      halt                out: streamed NUMBER, once all of them are back in order
 *      close               out: closed
 *      become SETTINGS     out: became, or: failed SENTENCE; only for those whose channels have settings
 * </pre>
 *
 * The end of the input ends the program.
 */
final class EchoHost {
    private static final int MAX_MESSAGE_BYTES = 2048;

    private final ChannelSource channels;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final InetAddress[] furtherLocals;
    private final EchoStream stream = new EchoStream();
    private volatile @Nullable SctpChannel channel;
    private volatile @Nullable SctpServerChannel server;

    /** Where channels come from. */
    interface ChannelSource {
        SctpChannel openChannel() throws IOException;

        SctpServerChannel openServerChannel() throws IOException;

        /** Takes other settings, {@code KEY=VALUE} with spaces between; there are no channels at the time. */
        default void become(String settings) throws IOException {
            throw new IOException("these channels have no settings");
        }
    }

    /** An end with the JDK's own channels. Arguments: as those of {@link #of}. */
    public static void main(String[] args) throws IOException {
        ChannelSource bare = new ChannelSource() {
            @Override
            public SctpChannel openChannel() throws IOException {
                return SctpChannel.open();
            }

            @Override
            public SctpServerChannel openServerChannel() throws IOException {
                return SctpServerChannel.open();
            }
        };
        of(bare, args[0], args[1]).run();
    }

    private EchoHost(
            ChannelSource channels, InetSocketAddress local, InetAddress[] furtherLocals, InetSocketAddress remote) {
        this.channels = channels;
        this.local = local;
        this.furtherLocals = furtherLocals;
        this.remote = remote;
    }

    /**
     * An end between {@code ADDRESS[,ADDRESS]:PORT} of its own and {@code ADDRESS:PORT} of the other.
     */
    static EchoHost of(ChannelSource channels, String local, String remote) throws IOException {
        String[] end = local.split(":", -1);
        String[] locals = end[0].split(",", -1);
        InetAddress[] further = new InetAddress[locals.length - 1];
        for (int i = 0; i < further.length; i++) {
            further[i] = InetAddress.getByName(locals[i + 1]);
        }
        String[] other = remote.split(":", -1);
        return new EchoHost(
                channels,
                new InetSocketAddress(locals[0], Integer.parseInt(end[1])),
                further,
                new InetSocketAddress(other[0], Integer.parseInt(other[1])));
    }

    void run() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        tell("ready");
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            obey(line);
        }
    }

    private void obey(String line) throws IOException {
        SctpChannel taken = channel;
        if (line.equals("serve")) {
            serve();
        } else if (line.equals("connect")) {
            connect();
        } else if (line.equals("rest")) {
            rest();
        } else if (line.startsWith("send ") && taken != null) {
            send(taken, "ask " + line.substring(5));
        } else if (line.equals("stream") && taken != null) {
            inBackground(() -> stream.run(text -> send(taken, "ask " + text)));
        } else if (line.equals("halt")) {
            stream.halt();
        } else if (line.equals("close") && taken != null) {
            taken.shutdown();
        } else if (line.startsWith("become")) {
            become(line.substring("become".length()).strip());
        } else {
            tell("failed: cannot " + line + " now");
        }
    }

    private void serve() throws IOException {
        SctpServerChannel serving = channels.openServerChannel();
        serving.bind(local);
        for (InetAddress address : furtherLocals) {
            serving.bindAddress(address);
        }
        server = serving;
        tell("serving");
        inBackground(() -> {
            try {
                while (true) {
                    SctpChannel accepted = serving.accept();
                    take(accepted, "accepted");
                }
            } catch (ClosedChannelException e) {
                tell("resting");
            }
        });
    }

    private void rest() throws IOException {
        SctpServerChannel serving = server;
        if (serving == null) {
            tell("resting");
        } else {
            server = null;
            serving.close();
        }
    }

    private static void send(SctpChannel channel, String text) throws IOException {
        channel.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), toStream0());
    }

    private void become(String settings) {
        try {
            channels.become(settings);
            tell("became");
        } catch (IOException | IllegalArgumentException e) {
            tell("failed " + e.getMessage());
        }
    }

    private void connect() {
        try {
            SctpChannel connecting = channels.openChannel();
            connecting.bind(local);
            for (InetAddress address : furtherLocals) {
                connecting.bindAddress(address);
            }
            connecting.connect(remote);
            take(connecting, "connected");
        } catch (IOException e) {
            tell("failed " + e.getMessage());
        }
    }

    /** What is asked is sent back, what comes back is told. */
    private void take(SctpChannel taken, String how) throws IOException {
        channel = taken;
        tell(how + " " + addresses(taken));
        inBackground(() -> {
            ByteBuffer buffer = ByteBuffer.allocate(MAX_MESSAGE_BYTES);
            for (@Nullable String said = receive(taken, buffer); said != null; said = receive(taken, buffer)) {
                if (said.startsWith("ask ")) {
                    send(taken, said.substring(4));
                } else if (!stream.heard(said)) {
                    tell("heard " + said);
                }
            }
            taken.close();
            tell("closed");
        });
    }

    private static @Nullable String receive(SctpChannel channel, ByteBuffer buffer) throws IOException {
        @Nullable MessageInfo info = channel.receive(buffer.clear(), null, null);
        return info == null || info.bytes() < 0
                ? null
                : StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    }

    private static MessageInfo toStream0() {
        return MessageInfo.createOutgoing(null, 0);
    }

    private static String addresses(SctpChannel channel) throws IOException {
        TreeSet<String> addresses = new TreeSet<>();
        for (SocketAddress address : channel.getRemoteAddresses()) {
            addresses.add(((InetSocketAddress) address).getAddress().getHostAddress());
        }
        return String.join(" ", addresses);
    }

    /** Something that waits for the other end. */
    private interface Waiting {
        void run() throws IOException;
    }

    private static void inBackground(Waiting task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                tell("failed " + e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    static synchronized void tell(String line) {
        System.out.println(line);
    }
}
