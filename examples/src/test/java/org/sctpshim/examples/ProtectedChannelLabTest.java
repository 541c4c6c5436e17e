package org.sctpshim.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.nio.sctp.AbstractNotificationHandler;
import com.sun.nio.sctp.AssociationChangeNotification;
import com.sun.nio.sctp.AssociationChangeNotification.AssocChangeEvent;
import com.sun.nio.sctp.HandlerResult;
import com.sun.nio.sctp.MessageInfo;
import com.sun.nio.sctp.PeerAddressChangeNotification;
import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpServerChannel;
import com.sun.nio.sctp.SctpStandardSocketOptions;
import com.sun.nio.sctp.ShutdownNotification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.shim.SctpShim;
import org.sctpshim.shim.channel.Attachment;
import org.sctpshim.shim.channel.ProtectedSctpChannel;
import org.sctpshim.shim.channel.ProtectedSctpServerChannel;
import org.sctpshim.shim.channel.ServerAttachment;
import org.sctpshim.shim.kernel.AddressText;
import org.sctpshim.shim.kernel.Finding;
import org.sctpshim.shim.kernel.KernelAssociation;
import org.sctpshim.shim.kernel.KernelTables;
import org.sctpshim.shim.kernel.Preflight;
import org.sctpshim.shim.kernel.SystemView;

/** Channels over the kernel's SCTP, on one host, with protection that protects nothing. */
@Tag("lab")
@Timeout(60)
class ProtectedChannelLabTest {
    private static final int PORT = 2905;
    private static final InetAddress SERVER_1 = AddressText.parse("127.0.0.1");
    private static final InetAddress SERVER_2 = AddressText.parse("127.0.0.2");
    private static final InetAddress CLIENT_1 = AddressText.parse("127.0.0.3");
    private static final InetAddress CLIENT_2 = AddressText.parse("127.0.0.4");
    private static final InetAddress STRANGER = AddressText.parse("127.0.0.5");
    private static final InetAddress ON_LINK_SERVER = AddressText.parse("10.66.0.1");
    private static final InetAddress ON_LINK_CLIENT = AddressText.parse("10.66.0.2");
    private static final InetAddress DEAD = AddressText.parse("10.66.0.99");

    private static final Path HEARTBEAT_INTERVAL = Path.of("/proc/sys/net/sctp/hb_interval");

    private static String heartbeatIntervalMs = "30000";

    private final PermittingProtection protection = new PermittingProtection(
            Set.of(SERVER_1, SERVER_2, CLIENT_1, CLIENT_2, ON_LINK_SERVER, ON_LINK_CLIENT),
            List.of(SERVER_1, SERVER_2));
    private final SctpShim shim = shim(protection);
    private final List<AutoCloseable> opened = new ArrayList<>();

    /** A link on which one address never answers. */
    @BeforeAll
    static void layLink() throws Exception {
        heartbeatIntervalMs = Files.readString(HEARTBEAT_INTERVAL).strip();
        run("ip", "link", "add", "quiet", "type", "veth", "peer", "name", "quiet-peer");
        run("ip", "address", "add", "10.66.0.1/24", "dev", "quiet");
        run("ip", "address", "add", "10.66.0.2/24", "dev", "quiet");
        run("ip", "link", "set", "quiet", "up");
        run("ip", "link", "set", "quiet-peer", "up");
    }

    @AfterAll
    static void takeLinkAway() throws Exception {
        run("ip", "link", "delete", "quiet");
        Files.writeString(HEARTBEAT_INTERVAL, heartbeatIntervalMs);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
        shim.close();
    }

    @Test
    void messagesAndNotificationsPassAsTheyAre() throws Exception {
        ProtectedSctpServerChannel server = server();
        FutureTask<ProtectedSctpChannel> accepting = start(server::accept);
        ProtectedSctpChannel client = client();
        assertThat(client.connect(new InetSocketAddress(SERVER_1, PORT))).isTrue();
        ProtectedSctpChannel accepted = result(accepting);

        assertThat(client.peerIdentity()).isEqualTo(Identification.fqdn("peer.example"));
        assertThat(accepted.peerIdentity()).isEqualTo(Identification.fqdn("peer.example"));
        assertThat(hosts(client.getRemoteAddresses())).containsExactlyInAnyOrder(SERVER_1, SERVER_2);
        assertThat(hosts(accepted.getRemoteAddresses())).containsExactlyInAnyOrder(CLIENT_1, CLIENT_2);

        for (int i = 0; i < 20; i++) {
            send(client, "to the server " + i, i % 2);
            send(accepted, "to the client " + i, i % 2);
        }
        Recorder atServer = new Recorder(HandlerResult.CONTINUE);
        Recorder atClient = new Recorder(HandlerResult.CONTINUE);
        for (int i = 0; i < 20; i++) {
            assertThat(receive(accepted, atServer)).isEqualTo("to the server " + i);
            assertThat(receive(client, atClient)).isEqualTo("to the client " + i);
        }
        assertThat(atServer.lines).startsWith("COMM_UP " + association(accepted));
        assertThat(atClient.lines).startsWith("COMM_UP " + association(client));
    }

    @Test
    void theKernelsTablesTellTheSameAssociation() throws Exception {
        ProtectedSctpServerChannel server = server();
        FutureTask<ProtectedSctpChannel> accepting = start(server::accept);
        ProtectedSctpChannel client = client();
        client.connect(new InetSocketAddress(SERVER_1, PORT));
        result(accepting);

        KernelAssociation seen = KernelTables.running().associations().stream()
                .filter(association -> association.remotePort() == PORT)
                .findFirst()
                .orElseThrow();
        assertThat(seen.id()).isEqualTo(association(client));
        assertThat(seen.localAddresses()).containsExactlyInAnyOrder(CLIENT_1, CLIENT_2);
        assertThat(seen.remoteAddresses()).containsExactlyInAnyOrder(SERVER_1, SERVER_2);
        assertThat(protection.hints.poll(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void aHandlerThatReturnsEndsReceiveWithoutAMessage() throws Exception {
        ProtectedSctpServerChannel server = server();
        FutureTask<ProtectedSctpChannel> accepting = start(server::accept);
        ProtectedSctpChannel client = client();
        client.connect(new InetSocketAddress(SERVER_1, PORT));
        ProtectedSctpChannel accepted = result(accepting);
        send(client, "after the notification", 0);
        Recorder returning = new Recorder(HandlerResult.RETURN);

        assertThat(accepted.receive(ByteBuffer.allocate(100), null, returning)).isNull();
        assertThat(returning.lines).hasSize(1);
        assertThat(receive(accepted, new Recorder(HandlerResult.CONTINUE))).isEqualTo("after the notification");
    }

    @Test
    void shutdownReachesThePeerAndReleasesProtectionOnceTheKernelIsDone() throws Exception {
        ProtectedSctpServerChannel server = server();
        FutureTask<ProtectedSctpChannel> accepting = start(server::accept);
        ProtectedSctpChannel client = client();
        client.connect(new InetSocketAddress(SERVER_1, PORT));
        ProtectedSctpChannel accepted = result(accepting);
        assertThat(protection.outstanding.get()).isGreaterThanOrEqualTo(2);

        client.shutdown();
        Recorder atServer = new Recorder(HandlerResult.CONTINUE);
        MessageInfo end = accepted.receive(ByteBuffer.allocate(100), null, atServer);
        assertThat(Objects.requireNonNull(end).bytes()).isEqualTo(-1);
        assertThat(atServer.lines).contains("SHUTDOWN");
        client.close();
        accepted.close();

        // The client's claim before and after connect, and the server's.
        for (int i = 0; i < 3; i++) {
            assertThat(protection.released.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(protection.outstanding).hasValue(0);
    }

    @Test
    void anInterruptedReceiveClosesTheChannel() throws Exception {
        ProtectedSctpServerChannel server = server();
        FutureTask<ProtectedSctpChannel> accepting = start(server::accept);
        ProtectedSctpChannel client = client();
        client.connect(new InetSocketAddress(SERVER_1, PORT));
        result(accepting);
        FutureTask<Boolean> receiving = new FutureTask<>(() -> {
            assertThatThrownBy(() -> client.receive(ByteBuffer.allocate(100), null, null))
                    .isInstanceOf(ClosedByInterruptException.class);
            return Thread.currentThread().isInterrupted();
        });
        Thread thread = new Thread(receiving);
        thread.start();
        thread.interrupt();

        assertThat(receiving.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void closingEndsAReceiveAndAnAccept() throws Exception {
        ProtectedSctpServerChannel server = server();
        FutureTask<ProtectedSctpChannel> accepting = start(server::accept);
        ProtectedSctpChannel client = client();
        client.connect(new InetSocketAddress(SERVER_1, PORT));
        result(accepting);
        FutureTask<Object> receiving = start(() -> client.receive(ByteBuffer.allocate(100), null, null));
        FutureTask<ProtectedSctpChannel> acceptingMore = start(server::accept);
        Thread.sleep(200);
        client.close();
        server.close();

        assertThatThrownBy(() -> result(receiving)).hasCauseInstanceOf(AsynchronousCloseException.class);
        assertThatThrownBy(() -> result(acceptingMore)).hasCauseInstanceOf(AsynchronousCloseException.class);
    }

    @Test
    void aStrangersAssociationIsAbortedAndTheNextOneYielded() throws Exception {
        ProtectedSctpServerChannel server = server();
        FutureTask<ProtectedSctpChannel> accepting = start(server::accept);
        SctpChannel stranger = keep(SctpChannel.open());
        stranger.bind(new InetSocketAddress(STRANGER, 0));
        stranger.connect(new InetSocketAddress(SERVER_1, PORT));
        Recorder atStranger = new Recorder(HandlerResult.CONTINUE);
        assertThatThrownBy(() -> {
                    MessageInfo info = stranger.receive(ByteBuffer.allocate(100), null, atStranger);
                    throw new IOException("received " + info);
                })
                .isInstanceOf(IOException.class);
        assertThat(atStranger.lines).anyMatch(line -> line.startsWith("COMM_LOST"));

        ProtectedSctpChannel client = client();
        client.connect(new InetSocketAddress(SERVER_2, PORT));
        assertThat(hosts(result(accepting).getRemoteAddresses())).containsExactlyInAnyOrder(CLIENT_1, CLIENT_2);
        assertThat(server.refusedAssociations()).isEqualTo(1);
    }

    @Test
    void aDeadFirstAddressCostsOnlyTheWaitForIt() throws Exception {
        PermittingProtection twoAddresses =
                new PermittingProtection(Set.of(ON_LINK_CLIENT, ON_LINK_SERVER), List.of(DEAD, ON_LINK_SERVER));
        try (SctpShim over = shim(twoAddresses);
                ProtectedSctpServerChannel server = over.openServerChannel();
                ProtectedSctpChannel client = over.openChannel()) {
            server.bind(new InetSocketAddress(ON_LINK_SERVER, PORT));
            FutureTask<ProtectedSctpChannel> accepting = start(server::accept);
            client.setOption(SctpStandardSocketOptions.SCTP_NODELAY, true);
            client.bind(new InetSocketAddress(ON_LINK_CLIENT, 0));
            Set<SocketAddress> before = client.getAllLocalAddresses();
            client.connect(new InetSocketAddress(DEAD, PORT), 3, 3);

            assertThat(client.getAllLocalAddresses()).isEqualTo(before);
            assertThat(client.getOption(SctpStandardSocketOptions.SCTP_NODELAY)).isTrue();
            assertThat(Objects.requireNonNull(client.association()).maxOutboundStreams())
                    .isEqualTo(3);
            send(client, "through the living address", 2);
            try (ProtectedSctpChannel accepted = result(accepting)) {
                assertThat(receive(accepted, new Recorder(HandlerResult.CONTINUE)))
                        .isEqualTo("through the living address");
            }
        }
    }

    @Test
    void aPathThatFallsSilentIsHintedLongBeforeSctpNotifies() throws Exception {
        Files.writeString(HEARTBEAT_INTERVAL, "200");
        ProtectedSctpServerChannel server = keep(shim.openServerChannel());
        server.bind(new InetSocketAddress(SERVER_1, PORT));
        server.bindAddress(ON_LINK_SERVER);
        FutureTask<ProtectedSctpChannel> accepting = start(server::accept);
        ProtectedSctpChannel client = keep(shim.openChannel());
        client.bind(new InetSocketAddress(CLIENT_1, 0));
        client.bindAddress(ON_LINK_CLIENT);
        client.connect(new InetSocketAddress(SERVER_1, PORT));
        ProtectedSctpChannel accepted = result(accepting);
        awaitHint("10.66.0.1 ACTIVE");

        run("ip", "address", "delete", "10.66.0.1/24", "dev", "quiet");
        awaitHint("10.66.0.1 POTENTIALLY_FAILED");
        send(client, "over the other path", 0);
        assertThat(receive(accepted, new Recorder(HandlerResult.CONTINUE))).isEqualTo("over the other path");

        run("ip", "address", "add", "10.66.0.1/24", "dev", "quiet");
        awaitHint("10.66.0.1 ACTIVE");
    }

    private void awaitHint(String expected) throws InterruptedException {
        List<String> seen = new ArrayList<>();
        while (!seen.contains(expected)) {
            String hint = protection.hints.poll(20, TimeUnit.SECONDS);
            assertThat(hint).as("hint after %s", seen).isNotNull();
            seen.add(hint);
        }
    }

    @Test
    void thePreflightFindsNothingMissingOnThisKernel() {
        assertThat(Preflight.check(SystemView.running(), List.of(500, 4500)))
                .extracting(Finding::severity)
                .doesNotContain(Finding.Severity.FAILURE);
    }

    @Test
    void connectTellsThatNobodyListens() throws Exception {
        ProtectedSctpChannel client = client();
        assertThatThrownBy(() -> client.connect(new InetSocketAddress(SERVER_1, 2999)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1: Connection refused; 127.0.0.2: Connection refused");
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void aClosedConnectStopsWaiting() throws Exception {
        PermittingProtection onlyDead = new PermittingProtection(Set.of(), List.of(DEAD));
        ProtectedSctpChannel client = keep(keep(shim(onlyDead)).openChannel());
        client.bind(new InetSocketAddress(ON_LINK_CLIENT, 0));
        FutureTask<Boolean> connecting = start(() -> client.connect(new InetSocketAddress(DEAD, PORT)));
        Thread.sleep(200);
        client.close();
        assertThatThrownBy(() -> result(connecting)).hasCauseInstanceOf(AsynchronousCloseException.class);
    }

    @Test
    void anOrdinaryChannelIsProtectedBeforeItConnects() throws Exception {
        SctpServerChannel server = keep(SctpServerChannel.open());
        Set<InetAddress> addresses = new LinkedHashSet<>(List.of(SERVER_1, SERVER_2));
        try (ServerAttachment atServer = shim.bindAndAttach(server, PORT, addresses)) {
            SctpChannel client = keep(SctpChannel.open());
            assertThatThrownBy(() -> shim.attach(client, new InetSocketAddress(SERVER_1, PORT)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not bound");
            client.bind(new InetSocketAddress(CLIENT_1, 0));
            client.bindAddress(CLIENT_2);
            Attachment attachment = shim.attach(client, new InetSocketAddress(SERVER_1, PORT));
            assertThat(attachment.peerIdentity()).isEqualTo(Identification.fqdn("peer.example"));
            client.connect(new InetSocketAddress(attachment.remoteAddresses().get(0), PORT));
            SctpChannel accepted = keep(server.accept());

            assertThat(atServer.admit(accepted)).contains(PermittingProtection.PEER);
            send(client, "plain channels", 0);
            assertThat(receive(accepted, new Recorder(HandlerResult.CONTINUE))).isEqualTo("plain channels");
            accepted.close();
            client.close();
            attachment.close();
            assertThat(protection.released.poll(10, TimeUnit.SECONDS)).isNotNull();
            assertThat(protection.released.poll(10, TimeUnit.SECONDS)).isNotNull();
            assertThat(protection.outstanding).hasValue(0);
        }
    }

    @Test
    void ordinaryChannelsBoundToTheWildcardAreRefused() throws Exception {
        SctpChannel client = keep(SctpChannel.open());
        client.bind(new InetSocketAddress(0));
        assertThatThrownBy(() -> shim.attach(client, new InetSocketAddress(SERVER_1, PORT)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bind explicit local addresses");
        SctpServerChannel server = keep(SctpServerChannel.open());
        server.bind(new InetSocketAddress(PORT + 1));
        assertThatThrownBy(() -> shim.attach(server)).isInstanceOf(IllegalArgumentException.class);
    }

    private static SctpShim shim(PermittingProtection protection) {
        return SctpShim.over(
                protection,
                SctpShim.builder()
                        .identity("test.example")
                        .connectTimeout(Duration.ofSeconds(20))
                        .nextAddressAfter(Duration.ofMillis(500))
                        .pathWatchInterval(Duration.ofMillis(20))
                        .config());
    }

    private ProtectedSctpServerChannel server() throws IOException {
        ProtectedSctpServerChannel server = keep(shim.openServerChannel());
        server.bind(new InetSocketAddress(SERVER_1, PORT));
        server.bindAddress(SERVER_2);
        return server;
    }

    private ProtectedSctpChannel client() throws IOException {
        ProtectedSctpChannel client = keep(shim.openChannel());
        client.bind(new InetSocketAddress(CLIENT_1, 0));
        client.bindAddress(CLIENT_2);
        return client;
    }

    private <T extends AutoCloseable> T keep(T one) {
        opened.add(one);
        return one;
    }

    private static <T> FutureTask<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        new Thread(task).start();
        return task;
    }

    private <T> T result(FutureTask<T> task) throws Exception {
        T result = task.get(20, TimeUnit.SECONDS);
        if (result instanceof AutoCloseable closeable) {
            opened.add(closeable);
        }
        return result;
    }

    private static void send(SctpChannel channel, String text, int stream) throws IOException {
        ByteBuffer message = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        assertThat(channel.send(message, MessageInfo.createOutgoing(null, stream)))
                .isEqualTo(text.length());
    }

    private static String receive(SctpChannel channel, Recorder recorder) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        MessageInfo info = channel.receive(buffer, null, recorder);
        assertThat(info).isNotNull();
        return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    }

    private static int association(SctpChannel channel) throws IOException {
        return channel.association().associationID();
    }

    private static Set<InetAddress> hosts(Set<SocketAddress> addresses) {
        Set<InetAddress> hosts = new LinkedHashSet<>();
        addresses.forEach(address -> hosts.add(((InetSocketAddress) address).getAddress()));
        return hosts;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(String.join(" ", command))
                .isZero();
    }

    /** Writes down notifications, each through its own handler method. */
    private static final class Recorder extends AbstractNotificationHandler<Object> {
        final List<String> lines = new ArrayList<>();
        private final HandlerResult result;

        Recorder(HandlerResult result) {
            this.result = result;
        }

        @Override
        public HandlerResult handleNotification(AssociationChangeNotification notification, Object attachment) {
            AssocChangeEvent event = notification.event();
            lines.add(event + " " + notification.association().associationID());
            return result;
        }

        @Override
        public HandlerResult handleNotification(PeerAddressChangeNotification notification, Object attachment) {
            lines.add(notification.event() + " " + notification.address());
            return result;
        }

        @Override
        public HandlerResult handleNotification(ShutdownNotification notification, Object attachment) {
            lines.add("SHUTDOWN");
            return result;
        }
    }
}
