package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.sctpshim.ike.crypto.IkeSaKeys;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.AssociationId;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.PathState;
import org.sctpshim.registry.PathView;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SpiPair;

/** A host of a test: the real {@link IkeHost}, what it installed, what it told, and what it sent and is not taken yet. */
final class TestHost {
    final HostSetup setup;
    final Map<SpiPair, ChildSa> installed = new LinkedHashMap<>();
    /** Which SA a packet of each path goes out with. */
    final Map<PathId, SpiPair> sendsWith = new LinkedHashMap<>();

    final List<HostEvent> events = new ArrayList<>();
    final List<IkeSaKeys> keys = new ArrayList<>();
    private final Deque<IkeDatagram> sent = new ArrayDeque<>();
    final IkeHost ike;
    long nowNs;

    TestHost(HostSetup setup, long seed) {
        this.setup = setup;
        this.ike = new IkeHost(setup.parameters(), new SplittableRandom(seed)::nextBytes, keys::add);
    }

    /** The SA that packets of a path go out with; there must be one. */
    SpiPair sendingWith(PathId path) {
        return Objects.requireNonNull(sendsWith.get(path), "nothing to send with");
    }

    /** An installed SA. */
    ChildSa child(SpiPair spis) {
        return Objects.requireNonNull(installed.get(spis), "not installed");
    }

    /** Takes events, then datagrams, as a driver does. */
    void drain() {
        for (var event = ike.pollEvent(); event.isPresent(); event = ike.pollEvent()) {
            events.add(event.get());
            if (event.get() instanceof HostEvent.InstallChild install) {
                installed.put(install.child().spis(), install.child());
                sendsWith.put(install.child().path(), install.child().spis());
            } else if (event.get() instanceof HostEvent.InstallInbound install) {
                installed.put(install.child().spis(), install.child());
            } else if (event.get() instanceof HostEvent.InstallOutbound install) {
                sendsWith.put(install.child().path(), install.child().spis());
            } else if (event.get() instanceof HostEvent.RemoveChild remove) {
                installed.remove(remove.spis());
                sendsWith.values().remove(remove.spis());
            }
        }
        for (var datagram = ike.pollDatagram(); datagram.isPresent(); datagram = ike.pollDatagram()) {
            sent.add(datagram.get());
        }
    }

    AssociationId opens() {
        AssociationId id = ike.open(setup.peer, setup.end(), HostSetup.BETA_PORT, nowNs);
        drain();
        return id;
    }

    TestHost listens() {
        ike.listen(setup.end(), nowNs);
        drain();
        return this;
    }

    /** The next datagram that it sent, as its receiver sees it; it must be of this kind, for example {@code "IKE_AUTH request 1"}. */
    IkeDatagram sends(String expected) {
        assertThat(sent).as("%s sends %s", setup.own, expected).isNotEmpty();
        IkeDatagram next = sent.remove();
        assertThat(header(next)).as("what %s sends", setup.own).startsWith(expected + " ");
        return arriving(next);
    }

    /** Everything that it sent, as its receiver sees it. */
    List<IkeDatagram> sendsAll() {
        List<IkeDatagram> all = sent.stream().map(TestHost::arriving).toList();
        sent.clear();
        return all;
    }

    void sendsNothing() {
        assertThat(sent.stream().map(TestHost::header))
                .as("what %s sends", setup.own)
                .isEmpty();
    }

    /** What waits to be taken, in words. */
    List<String> outgoing() {
        return sent.stream().map(TestHost::header).toList();
    }

    void receives(IkeDatagram datagram) {
        ike.handle(datagram, nowNs);
        drain();
    }

    void timeout() {
        ike.timeout(nowNs);
        drain();
    }

    long drops(DropReason reason) {
        return ike.drops().getOrDefault(reason, 0L);
    }

    long dropped() {
        return ike.drops().values().stream().mapToLong(Long::longValue).sum();
    }

    AddressPair current() {
        return ike.registry().currentPair(setup.peer).orElseThrow();
    }

    long protectedPaths() {
        return ike.registry().paths(setup.peer).stream()
                .map(PathView::state)
                .filter(PathState.PROTECTED::equals)
                .count();
    }

    <E extends HostEvent> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    String lastEnd() {
        List<HostEvent.IkeSaEnded> ends = events(HostEvent.IkeSaEnded.class);
        assertThat(ends).as("ends of IKE SAs at %s", setup.own).isNotEmpty();
        return ends.get(ends.size() - 1).reason();
    }

    PeerId peer() {
        return setup.peer;
    }

    static String header(IkeDatagram datagram) {
        try {
            return MessageReader.readHeader(datagram.content().toArray()).toString();
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    /** A datagram as seen from the other end. */
    static IkeDatagram arriving(IkeDatagram datagram) {
        return new IkeDatagram(datagram.endpoints().turned(), datagram.content());
    }
}
