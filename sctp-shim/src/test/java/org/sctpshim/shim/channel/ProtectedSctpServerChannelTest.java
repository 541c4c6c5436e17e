package org.sctpshim.shim.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sctpshim.shim.channel.ChannelBench.LOCAL_1;
import static org.sctpshim.shim.channel.ChannelBench.LOCAL_2;
import static org.sctpshim.shim.channel.ChannelBench.REMOTE_1;
import static org.sctpshim.shim.channel.ChannelBench.REMOTE_2;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.shim.kernel.AddressText;

class ProtectedSctpServerChannelTest {
    private static final InetAddress STRANGER = AddressText.parse("10.9.0.9");

    private final ChannelBench bench = new ChannelBench();
    private final ScriptedServerChannel below = new ScriptedServerChannel(bench.log);
    private final ProtectedSctpServerChannel server = bench.channels().over(below);

    @Test
    void guardsEachAddressBeforeTheKernelListensThere() throws IOException {
        server.bind(new InetSocketAddress(LOCAL_1, 2905));
        server.bindAddress(LOCAL_2);

        assertThat(bench.log)
                .containsExactly(
                        "listen 1 addresses port 2905",
                        "bind 10.1.0.1:2905",
                        "listen 2 addresses port 2905",
                        "bindAddress 10.2.0.1");
    }

    @Test
    void refusesTheWildcardAndAnyPort() {
        assertThatThrownBy(() -> server.bind(new InetSocketAddress(2905)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bind explicit local addresses");
        assertThatThrownBy(() -> server.bind(new InetSocketAddress(LOCAL_1, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fixed port");
        assertThat(bench.log).isEmpty();
    }

    @Test
    void takesTheGuardBackIfTheKernelDoesNotListen() {
        below.bindFailure = new IOException("Address already in use");
        assertThatThrownBy(() -> server.bind(new InetSocketAddress(LOCAL_1, 2905)))
                .hasMessage("Address already in use");
        assertThat(bench.log).containsExactly("listen 1 addresses port 2905", "stopListening port 2905");
    }

    @Test
    void guardsTheAddressesThatAreLeftAfterUnbinding() throws IOException {
        server.bind(new InetSocketAddress(LOCAL_1, 2905));
        server.bindAddress(LOCAL_2);
        server.unbindAddress(LOCAL_1);

        assertThat(bench.log).endsWith("unbindAddress 10.1.0.1", "listen 1 addresses port 2905");
    }

    @Test
    void yieldsProtectedAssociationsWithTheirPeer() throws IOException {
        below.incoming.add(incoming(REMOTE_1, REMOTE_2));
        ProtectedSctpChannel accepted = server.accept();

        assertThat(accepted.peer()).isEqualTo(ScriptedProtection.BETA);
        assertThat(server.refusedAssociations()).isZero();
        assertThat(bench.events).singleElement().isInstanceOf(ChannelEvent.AssociationProtected.class);
    }

    @Test
    @Requirement("RFC 3554 S7")
    void abortsAndReportsAssociationsWithAStrangersAddressAndWaitsForTheNext() throws IOException {
        ScriptedChannel mixed = incoming(REMOTE_1, STRANGER);
        below.incoming.add(mixed);
        below.incoming.add(incoming(STRANGER));
        below.incoming.add(incoming(REMOTE_1));
        ProtectedSctpChannel accepted = server.accept();

        assertThat(accepted.getRemoteAddresses()).hasSize(1);
        assertThat(server.refusedAssociations()).isEqualTo(2);
        assertThat(mixed.isOpen()).isFalse();
        assertThat(bench.log).containsSubsequence("claim", "setOption SO_LINGER 0", "close");
        assertThat(bench.events)
                .filteredOn(ChannelEvent.AssociationRefused.class::isInstance)
                .hasSize(2);
    }

    @Test
    void passesOverAssociationsThatEndedBeforeTheyWereSeen() throws IOException {
        below.incoming.add(bench.open());
        below.incoming.add(incoming(REMOTE_1));
        server.accept();

        assertThat(server.refusedAssociations()).isEqualTo(1);
    }

    @Test
    void keepsAcceptedAssociationsProtectedUntilTheyHaveLeftTheKernel() throws IOException {
        below.incoming.add(incoming(REMOTE_1, REMOTE_2));
        ProtectedSctpChannel accepted = server.accept();
        bench.kernel.associations = List.of(bench.kernelAssociation());
        bench.watcher.poll();
        accepted.close();
        bench.watcher.poll();
        assertThat(bench.protection.outstanding).hasSize(1);

        bench.kernel.associations = List.of();
        bench.watcher.poll();
        assertThat(bench.protection.outstanding).isEmpty();
    }

    @Test
    void grantsNoMorePathsOnceClosed() throws IOException {
        server.bind(new InetSocketAddress(LOCAL_1, 2905));
        server.close();

        assertThat(bench.log).endsWith("close", "stopListening port 2905");
    }

    @Test
    void isClosedWithTheChannelBelow() {
        below.closedInAccept = true;
        assertThatThrownBy(server::accept).isInstanceOf(AsynchronousCloseException.class);
        assertThat(server.isOpen()).isFalse();
    }

    @Test
    void refusesNonBlockingModeClearly() {
        assertThatThrownBy(() -> server.configureBlocking(false))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("blocking mode only");
    }

    @Test
    void anOrdinaryServerIsGuardedBeforeItIsBound() throws IOException {
        Set<InetAddress> addresses = new LinkedHashSet<>(List.of(LOCAL_1, LOCAL_2));
        ServerAttachment attachment = bench.channels().bindAndAttach(below, 2905, addresses);
        assertThat(bench.log)
                .containsExactly("listen 2 addresses port 2905", "bind 10.1.0.1:2905", "bindAddress 10.2.0.1");

        assertThat(attachment.admit(incoming(REMOTE_1))).contains(ScriptedProtection.BETA);
        assertThat(attachment.admit(incoming(STRANGER))).isEqualTo(Optional.empty());
        assertThat(attachment.refusedAssociations()).isEqualTo(1);
        attachment.close();
        attachment.close();
        assertThat(bench.log).containsOnlyOnce("stopListening port 2905");
    }

    private ScriptedChannel incoming(InetAddress... remote) {
        ScriptedChannel channel = bench.open();
        channel.bind(new InetSocketAddress(LOCAL_1, 40000));
        channel.remote = ChannelBench.sockets(new LinkedHashSet<>(List.of(remote)));
        return channel;
    }
}
