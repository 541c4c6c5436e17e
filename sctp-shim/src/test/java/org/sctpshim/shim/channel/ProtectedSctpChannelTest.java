package org.sctpshim.shim.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sctpshim.shim.channel.ChannelBench.LOCAL_1;
import static org.sctpshim.shim.channel.ChannelBench.LOCAL_2;
import static org.sctpshim.shim.channel.ChannelBench.REMOTE_1;
import static org.sctpshim.shim.channel.ChannelBench.REMOTE_2;
import static org.sctpshim.shim.channel.ChannelBench.REMOTE_PORT;

import com.sun.nio.sctp.AbstractNotificationHandler;
import com.sun.nio.sctp.MessageInfo;
import com.sun.nio.sctp.SctpStandardSocketOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NoConnectionPendingException;
import java.nio.channels.NotYetConnectedException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.SctpPathState;
import org.sctpshim.shim.kernel.AddressText;
import org.sctpshim.shim.kernel.RemotePath;
import org.sctpshim.shim.protection.AuthenticatedPeer;

class ProtectedSctpChannelTest {
    private static final InetSocketAddress BETA = new InetSocketAddress(REMOTE_1, REMOTE_PORT);

    private final ChannelBench bench = new ChannelBench();

    @Test
    void protectsEveryPathBeforeInit() throws IOException {
        ProtectedSctpChannel channel = bench.boundChannel();
        assertThat(channel.connect(BETA)).isTrue();

        assertThat(bench.log)
                .containsExactly(
                        "bind 10.1.0.1:0",
                        "bindAddress 10.2.0.1",
                        "protect port 40000 to address",
                        "INIT to 10.1.0.2",
                        "claim",
                        "setOption SO_LINGER 0");
        assertThat(channel.peerIdentity()).isEqualTo(Identification.fqdn("beta.example"));
        assertThat(channel.peer().name()).isEqualTo("beta");
        assertThat(bench.events).singleElement().isInstanceOf(ChannelEvent.AssociationProtected.class);
    }

    @Test
    void aFailingListenerDoesNotDisturbTheAssociation() throws IOException {
        bench.listener = event -> {
            throw new IllegalStateException("on purpose");
        };
        assertThat(bench.boundChannel().connect(BETA)).isTrue();
    }

    @Test
    void isAbortedIfTheProcessDiesAndClosedAsTheApplicationWishes() throws IOException {
        ProtectedSctpChannel channel = bench.boundChannel();
        channel.connect(BETA);
        assertThat(channel.getOption(SctpStandardSocketOptions.SO_LINGER)).isEqualTo(-1);
        channel.setOption(SctpStandardSocketOptions.SO_LINGER, 3);
        assertThat(channel.getOption(SctpStandardSocketOptions.SO_LINGER)).isEqualTo(3);
        channel.close();

        assertThat(bench.log).endsWith("setOption SO_LINGER 0", "setOption SO_LINGER 3", "close");
    }

    @Test
    void connectsToAPeerByItsName() throws IOException {
        bench.boundChannel().connect(InetSocketAddress.createUnresolved("beta", REMOTE_PORT));

        assertThat(bench.log).contains("protect port 40000 to beta:2905", "INIT to 10.1.0.2");
    }

    @Test
    void bindsTheConfiguredAddressesIfNoneIsBound() throws IOException {
        bench.configured = List.of(LOCAL_2, LOCAL_1);
        bench.channels().openChannel().connect(BETA);

        assertThat(bench.log).startsWith("bind 10.2.0.1:0", "bindAddress 10.1.0.1", "protect port 40000 to address");
    }

    @Test
    void refusesToConnectWithNothingBoundOrConfiguredAndStaysOpen() throws IOException {
        ProtectedSctpChannel channel = bench.channels().openChannel();
        assertThatThrownBy(() -> channel.connect(BETA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("call bind()");
        assertThat(channel.isOpen()).isTrue();
        assertThat(bench.log).isEmpty();
    }

    @Test
    void refusesTheWildcard() throws IOException {
        ProtectedSctpChannel channel = bench.channels().openChannel();
        assertThatThrownBy(() -> channel.bind(new InetSocketAddress(2905)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bind explicit local addresses");
        assertThatThrownBy(() -> channel.bind(null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> channel.bind(InetSocketAddress.createUnresolved("here", 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(bench.log).isEmpty();
    }

    @Test
    void sendsNoInitIfProtectionIsRefused() throws IOException {
        bench.protection.refusal = new IOException("no peer is configured at 10.1.0.2");
        ProtectedSctpChannel channel = bench.boundChannel();

        assertThatThrownBy(() -> channel.connect(BETA))
                .isInstanceOf(IOException.class)
                .hasMessage("no peer is configured at 10.1.0.2");
        assertThat(bench.log).noneMatch(line -> line.startsWith("INIT")).endsWith("close");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void triesThePeersNextAddressFromAFreshChannelWithTheSamePortAndOptions() throws IOException {
        bench.silent.add(REMOTE_1);
        ProtectedSctpChannel channel = bench.channels().openChannel();
        channel.setOption(SctpStandardSocketOptions.SCTP_NODELAY, true);
        channel.bind(new InetSocketAddress(LOCAL_1, 0));
        channel.bindAddress(LOCAL_2);
        channel.connect(BETA);

        assertThat(bench.log)
                .containsExactly(
                        "setOption SCTP_NODELAY true",
                        "bind 10.1.0.1:0",
                        "bindAddress 10.2.0.1",
                        "protect port 40000 to address",
                        "INIT to 10.1.0.2",
                        "close",
                        "setOption SCTP_NODELAY true",
                        "bind 10.1.0.1:40000",
                        "bindAddress 10.2.0.1",
                        "INIT to 10.2.0.2",
                        "claim",
                        "setOption SO_LINGER 0");
        assertThat(channel.isOpen()).isTrue();
        assertThat(channel.getRemoteAddresses()).hasSize(2);
    }

    @Test
    void triesTheAddressAskedForFirst() throws IOException {
        bench.boundChannel().connect(new InetSocketAddress(REMOTE_2, REMOTE_PORT));
        assertThat(bench.log).contains("INIT to 10.2.0.2").doesNotContain("INIT to 10.1.0.2");
    }

    @Test
    void doesNotTryAnAddressWithoutProtectedPath() throws IOException {
        bench.protection.protectedAddresses = List.of(REMOTE_2);
        bench.boundChannel().connect(BETA);
        assertThat(bench.log).contains("INIT to 10.2.0.2").doesNotContain("INIT to 10.1.0.2");
    }

    @Test
    void saysWhatBecameOfEachAddressIfNoneAnswers() throws IOException {
        bench.silent.addAll(List.of(REMOTE_1, REMOTE_2));
        ProtectedSctpChannel channel = bench.boundChannel();

        assertThatThrownBy(() -> channel.connect(BETA))
                .isInstanceOf(ConnectException.class)
                .hasMessage("no address of beta accepted the association at port 2905"
                        + " (10.1.0.2: no answer to INIT; 10.2.0.2: no answer to INIT)");
        assertThat(channel.isOpen()).isFalse();
        bench.watcher.poll();
        assertThat(bench.protection.outstanding).isEmpty();
    }

    @Test
    @Requirement("RFC 3554 S7")
    void abortsAnAssociationWithAnAddressThatIsNotThePeersByIke() throws IOException {
        bench.peerAddresses = Set.of(REMOTE_1, AddressText.parse("10.9.0.9"));
        ProtectedSctpChannel channel = bench.boundChannel();

        assertThatThrownBy(() -> channel.connect(BETA))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("addresses in SCTP that are not its own by IKE")
                .hasMessageContaining("10.9.0.9");
        assertThat(bench.log).containsSubsequence("claim", "setOption SO_LINGER 0", "close");
        assertThat(bench.events).singleElement().isInstanceOf(ChannelEvent.AssociationRefused.class);
    }

    @Test
    void abortsAnAssociationThatIsAnotherPeers() throws IOException {
        bench.protection.claimedPeer = new AuthenticatedPeer("gamma", Identification.fqdn("gamma.example"));
        ProtectedSctpChannel channel = bench.boundChannel();

        assertThatThrownBy(() -> channel.connect(BETA)).isInstanceOf(IOException.class);
        assertThat(bench.log).contains("setOption SO_LINGER 0");
    }

    @Test
    @Requirement("RFC 5061 A4")
    void keepsProtectionUntilTheAssociationHasLeftTheKernel() throws IOException {
        ProtectedSctpChannel channel = bench.boundChannel();
        channel.connect(BETA);
        bench.kernel.associations = List.of(bench.kernelAssociation());
        channel.close();
        bench.watcher.poll();
        assertThat(bench.log).doesNotContain("release");

        bench.kernel.associations = List.of();
        bench.watcher.poll();
        assertThat(bench.protection.outstanding).isEmpty();
        assertThat(bench.events).hasAtLeastOneElementOfType(ChannelEvent.AssociationGone.class);
    }

    @Test
    void passesOnWhatSctpThinksOfAPathAsAHint() throws IOException {
        bench.boundChannel().connect(BETA);
        bench.kernel.associations = List.of(bench.kernelAssociation());
        bench.kernel.paths = List.of(new RemotePath(REMOTE_1, 7, 1000, SctpPathState.POTENTIALLY_FAILED));
        bench.watcher.poll();
        bench.watcher.poll();

        assertThat(bench.log).containsOnlyOnce("hint 10.1.0.2 POTENTIALLY_FAILED");
    }

    @Test
    void nobodyUsesAChannelBeforeItIsProtected() throws IOException {
        ProtectedSctpChannel channel = bench.boundChannel();
        assertThatThrownBy(() -> channel.send(ByteBuffer.allocate(1), MessageInfo.createOutgoing(null, 0)))
                .isInstanceOf(NotYetConnectedException.class);
        assertThatThrownBy(() -> channel.receive(ByteBuffer.allocate(1), null, null))
                .isInstanceOf(NotYetConnectedException.class);
        assertThatThrownBy(channel::shutdown).isInstanceOf(NotYetConnectedException.class);
        assertThatThrownBy(channel::peerIdentity).isInstanceOf(NotYetConnectedException.class);
        assertThatThrownBy(channel::finishConnect).isInstanceOf(NoConnectionPendingException.class);
        assertThat(channel.association()).isNull();
        assertThat(channel.isConnectionPending()).isFalse();
    }

    @Test
    void handsTheApplicationsHandlerToTheChannelBelowAsItIs() throws IOException {
        ProtectedSctpChannel channel = bench.boundChannel();
        channel.connect(BETA);
        AbstractNotificationHandler<Object> handler = new AbstractNotificationHandler<>() {};
        channel.receive(ByteBuffer.allocate(1), null, handler);

        assertThat(bench.opened.get(0).handlerSeen).isSameAs(handler);
    }

    @Test
    void refusesToChangeAddressesAfterConnect() throws IOException {
        ProtectedSctpChannel channel = bench.boundChannel();
        channel.unbindAddress(LOCAL_2);
        channel.connect(BETA);

        assertThatThrownBy(() -> channel.bindAddress(LOCAL_2))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("bind all of them before connect()");
        assertThatThrownBy(() -> channel.unbindAddress(LOCAL_1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void connectsOnce() throws IOException {
        ProtectedSctpChannel channel = bench.boundChannel();
        channel.connect(BETA);
        assertThatThrownBy(() -> channel.connect(BETA)).isInstanceOf(AlreadyConnectedException.class);
        assertThat(channel.isOpen()).isTrue();
        assertThat(channel.finishConnect()).isTrue();
    }

    @Test
    void setsTheNumberOfStreamsBeforeInit() throws IOException {
        bench.boundChannel().connect(BETA, 5, 7);
        assertThat(bench.log).anyMatch(line -> line.startsWith("setOption SCTP_INIT_MAXSTREAMS"));
    }

    @Test
    void refusesNonBlockingModeClearly() throws IOException {
        ProtectedSctpChannel channel = bench.boundChannel();
        assertThatThrownBy(() -> channel.configureBlocking(false))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("blocking mode only");
        assertThat(channel.isBlocking()).isTrue();
        channel.configureBlocking(true);
    }

    @Test
    void isClosedWithTheChannelBelow() throws IOException {
        ProtectedSctpChannel channel = bench.boundChannel();
        channel.connect(BETA);
        bench.opened.get(0).interruptedInReceive = true;

        assertThatThrownBy(() -> channel.receive(ByteBuffer.allocate(1), null, null))
                .isInstanceOf(ClosedByInterruptException.class);
        assertThat(channel.isOpen()).isFalse();
        assertThatThrownBy(() -> channel.connect(BETA)).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void closingEndsAWaitForProtectionWithoutAnInterruptLeftBehind() throws Exception {
        bench.protection.silent = true;
        ProtectedSctpChannel channel = bench.boundChannel();
        FutureTask<Boolean> connect = new FutureTask<>(() -> {
            assertThatThrownBy(() -> channel.connect(BETA)).isInstanceOf(AsynchronousCloseException.class);
            return Thread.currentThread().isInterrupted();
        });
        new Thread(connect).start();
        assertThat(bench.protection.waiting.await(10, TimeUnit.SECONDS)).isTrue();
        channel.close();

        assertThat(connect.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void anInterruptEndsAWaitForProtectionAndClosesTheChannel() throws Exception {
        bench.protection.silent = true;
        ProtectedSctpChannel channel = bench.boundChannel();
        FutureTask<Boolean> connect = new FutureTask<>(() -> {
            assertThatThrownBy(() -> channel.connect(BETA)).isInstanceOf(ClosedByInterruptException.class);
            return Thread.currentThread().isInterrupted();
        });
        Thread thread = new Thread(connect);
        thread.start();
        assertThat(bench.protection.waiting.await(10, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();

        assertThat(connect.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(channel.isOpen()).isFalse();
    }
}
