package org.sctpshim.examples.duo;

import com.sun.nio.sctp.SctpChannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.sa.NatTraversal;
import org.sctpshim.ike.session.Lifetimes;
import org.sctpshim.shim.Peer;
import org.sctpshim.shim.SctpShim;
import org.sctpshim.shim.ShimBuilder;
import org.sctpshim.shim.channel.Attachment;
import org.sctpshim.shim.channel.ProtectedSctpChannel;
import org.sctpshim.shim.status.SecurityStatus;

/**
 * An application of the shim that does what it is told, line by line: {@code NUMBER ORDER ARGUMENT...}. It answers {@code
 * NUMBER done WORDS} or {@code NUMBER failed SENTENCE}, and tells what happens meanwhile in lines that begin with {@code
 * event}. The orders are the methods of {@link ShimHost}.
 */
final class HostProgram {
    private int connectSeconds = 20;
    private DataPlane.Kind esp = DataPlane.Kind.USERSPACE;
    private Lifetimes lifetimes = Lifetimes.DEFAULT;
    private NatTraversal natTraversal = NatTraversal.FORBID;
    private @Nullable SctpShim shim;
    private @Nullable EchoServer server;
    private @Nullable Conversation conversation;

    private HostProgram() {}

    public static void main(String[] args) throws IOException {
        HostProgram program = new HostProgram();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            List<String> words = List.of(line.split(" "));
            // Of its own: an order may be given while another one is being carried out.
            new Thread(() -> program.answer(words.get(0), words.get(1), words.subList(2, words.size()))).start();
        }
    }

    private void answer(String number, String order, List<String> arguments) {
        try {
            System.out.println(number + " done " + carryOut(order, arguments));
        } catch (IOException | RuntimeException e) {
            System.out.println(number + " failed " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String carryOut(String order, List<String> with) throws IOException, InterruptedException {
        return switch (order) {
            case "open" -> open(with.get(0), with.get(1), with.get(2), with.subList(3, with.size()));
            case "patience" -> "" + (connectSeconds = Integer.parseInt(with.get(0)));
            case "listen" -> listening().listen(addresses(with.get(0)), Integer.parseInt(with.get(1)));
            case "listenAttached" -> listening().listenAttached(addresses(with.get(0)), Integer.parseInt(with.get(1)));
            case "connect" -> connect(addresses(with.get(0)), endpoint(with.get(1), with.get(2)));
            case "connectAttached" -> connectAttached(addresses(with.get(0)), endpoint(with.get(1), with.get(2)));
            case "connectUnprotected" -> connectUnprotected(addresses(with.get(0)), endpoint(with.get(1), with.get(2)));
            case "converse" -> conversing().converse(Integer.parseInt(with.get(0)), Integer.parseInt(with.get(1)));
            case "shutdown" -> conversing().shutdown();
            case "statistics" -> statistics();
            case "esp" -> "" + (esp = DataPlane.Kind.valueOf(with.get(0)));
            case "lifetimes" -> lifetimes(Long.parseLong(with.get(0)), Long.parseLong(with.get(1)));
            case "allowNats" -> "" + (natTraversal = NatTraversal.ALLOW);
            case "close" -> close();
            default -> throw new IllegalArgumentException("no such order: " + order);
        };
    }

    private String statistics() throws IOException {
        SecurityStatus status = running().status();
        long ikeSas =
                status.peers().stream().filter(peer -> peer.ikeSa().isPresent()).count();
        return "ikeSas=" + ikeSas + " ikeDrops=" + status.ikeDrops() + " plane=" + status.plane();
    }

    private String lifetimes(long childMillis, long ikeMillis) {
        lifetimes = Lifetimes.DEFAULT.withChild(Duration.ofMillis(childMillis)).withIke(Duration.ofMillis(ikeMillis));
        return "";
    }

    private String open(String identity, String key, String locals, List<String> peers) throws IOException {
        long startNs = System.nanoTime();
        ShimBuilder builder = SctpShim.builder()
                .identity(identity)
                .localAddresses(locals.split(","))
                .esp(esp)
                .lifetimes(lifetimes)
                .natTraversal(natTraversal)
                .connectTimeout(Duration.ofSeconds(connectSeconds))
                .onEvent(HostProgram::event)
                .onSecurityEvent(HostProgram::event);
        SecretBytes secret = SecretBytes.copyOf(key.getBytes(StandardCharsets.UTF_8));
        for (String peer : peers) {
            builder.peer(peer(peer.split(";"), secret));
        }
        shim = builder.open();
        return millisSince(startNs) + " ms";
    }

    /** Name, addresses or nothing, permitted range or nothing. */
    private static Peer peer(String[] parts, SecretBytes key) {
        Peer.Builder builder = Peer.named(parts[0]).preSharedKey(key);
        if (parts.length > 1 && !parts[1].isEmpty()) {
            builder.addresses(parts[1].split(","));
        }
        if (parts.length > 2) {
            builder.permit(parts[2].split(","));
        }
        return builder.build();
    }

    static void event(Object event) {
        String text = event.toString();
        System.out.println("event " + text.substring(0, Math.min(text.length(), 300)));
    }

    private String connect(List<InetAddress> locals, InetSocketAddress remote) throws IOException {
        long startNs = System.nanoTime();
        ProtectedSctpChannel channel = running().openChannel();
        try {
            bind(channel, locals);
            channel.connect(remote);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        conversation = new Conversation(channel);
        return "connected to " + channel.peerIdentity() + " at " + hosts(channel) + " in " + millisSince(startNs)
                + " ms";
    }

    private String connectAttached(List<InetAddress> locals, InetSocketAddress remote) throws IOException {
        long startNs = System.nanoTime();
        SctpChannel channel = SctpChannel.open();
        bind(channel, locals);
        Attachment attachment = running().attach(channel, remote);
        channel.connect(new InetSocketAddress(attachment.remoteAddresses().get(0), remote.getPort()));
        conversation = new Conversation(channel);
        return "connected to " + attachment.peerIdentity() + " at " + hosts(channel) + " in " + millisSince(startNs)
                + " ms";
    }

    /** An ordinary channel of a program that knows nothing of the shim, with 2 s of patience. */
    private static String connectUnprotected(List<InetAddress> locals, InetSocketAddress remote)
            throws IOException, InterruptedException {
        try (SctpChannel channel = SctpChannel.open()) {
            bind(channel, locals);
            channel.configureBlocking(false);
            channel.connect(remote);
            for (int i = 0; i < 40; i++) {
                if (channel.finishConnect()) {
                    return "connected in clear";
                }
                Thread.sleep(50);
            }
            throw new IOException("no answer");
        }
    }

    private EchoServer listening() {
        if (server == null) {
            server = new EchoServer(running());
        }
        return server;
    }

    private String close() throws IOException {
        if (conversation != null) {
            conversation.close();
            conversation = null;
        }
        if (server != null) {
            server.close();
            server = null;
        }
        running().close();
        shim = null;
        return "closed";
    }

    private SctpShim running() {
        if (shim == null) {
            throw new IllegalStateException("no shim is open");
        }
        return shim;
    }

    private Conversation conversing() {
        if (conversation == null) {
            throw new IllegalStateException("no channel is connected");
        }
        return conversation;
    }

    static long millisSince(long startNs) {
        return (System.nanoTime() - startNs) / 1_000_000;
    }

    private static void bind(SctpChannel channel, List<InetAddress> locals) throws IOException {
        channel.bind(new InetSocketAddress(locals.get(0), 0));
        for (InetAddress further : locals.subList(1, locals.size())) {
            channel.bindAddress(further);
        }
    }

    private static List<InetAddress> addresses(String text) {
        return Arrays.stream(text.split(",")).map(HostProgram::address).toList();
    }

    /** An address, or a peer's name. */
    private static InetSocketAddress endpoint(String host, String port) {
        return host.matches("[a-z]+")
                ? InetSocketAddress.createUnresolved(host, Integer.parseInt(port))
                : new InetSocketAddress(address(host), Integer.parseInt(port));
    }

    private static InetAddress address(String text) {
        return new InetSocketAddress(text, 0).getAddress();
    }

    static String hosts(SctpChannel channel) throws IOException {
        TreeSet<String> hosts = new TreeSet<>();
        channel.getRemoteAddresses()
                .forEach(end -> hosts.add(
                        ((InetSocketAddress) end).getAddress().getHostAddress().replaceFirst("%.*", "")));
        return String.join(",", hosts);
    }
}
