package org.sctpshim.ike.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.host.HalfOpenLimits;
import org.sctpshim.ike.host.HostEvent;
import org.sctpshim.ike.host.HostParameters;
import org.sctpshim.ike.host.HostPeer;
import org.sctpshim.ike.host.InsecureKeyLog;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.session.SessionParameters;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.AddressRange;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SpiPair;

/** An endpoint on one loopback address, what it told and what it installed. */
final class LoopbackHost implements PathProtection, AutoCloseable {
    final BlockingQueue<HostEvent> events = new LinkedBlockingQueue<>();
    final Map<SpiPair, Boolean> keysUsableAtInstall = new ConcurrentHashMap<>();
    final BlockingQueue<SpiPair> removed = new LinkedBlockingQueue<>();
    final IkeEndpoint endpoint;
    volatile boolean removalFails;

    LoopbackHost(PeerId own, PeerId peer, InetAddress at, InetAddress peerAt, int port) throws IOException {
        PeerEntry entry = new PeerEntry(
                peer,
                Identification.fqdn(peer + ".example"),
                SecretBytes.copyOf("a long enough pre-shared key".getBytes(UTF_8)));
        HostPeer known = new HostPeer(
                entry, AddressPolicy.listedWithin(List.of(AddressRange.parse("127.0.0.0/8"))), List.of(peerAt));
        HostParameters parameters = new HostParameters(
                SessionParameters.defaults(Identification.fqdn(own + ".example")),
                List.of(known),
                port,
                HalfOpenLimits.DEFAULT);
        endpoint =
                IkeEndpoint.open(new EndpointSettings(parameters, List.of(at), this, events::add, InsecureKeyLog.OFF));
    }

    @Override
    public void install(ChildSa child) {
        keysUsableAtInstall.put(child.spis(), !child.inboundKey().material().isWiped());
    }

    @Override
    public void installInbound(ChildSa child) {
        install(child);
    }

    @Override
    public void installOutbound(ChildSa child) {
        keysUsableAtInstall.put(child.spis(), !child.outboundKey().material().isWiped());
    }

    @Override
    public void remove(PathId path, SpiPair spis) {
        removed.add(spis);
        if (removalFails) {
            throw new IllegalStateException("a test of a data plane that fails");
        }
    }

    /** Waits for the next event of a kind; those before it are not looked at. */
    <E extends HostEvent> E hears(Class<E> kind) throws InterruptedException {
        while (true) {
            HostEvent event = events.poll(10, TimeUnit.SECONDS);
            assertThat(event).as("waiting for %s", kind.getSimpleName()).isNotNull();
            if (kind.isInstance(event)) {
                return kind.cast(event);
            }
        }
    }

    /** Stops in the middle of a test. */
    void stops() {
        endpoint.close();
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
