package org.sctpshim.shim.ipsec;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.esp.plane.PlaneStatistics;
import org.sctpshim.ike.endpoint.IkeEndpoint;
import org.sctpshim.ike.host.HostPeer;
import org.sctpshim.ike.host.IkeHost;
import org.sctpshim.ike.host.IkeSaView;
import org.sctpshim.ike.session.IkeSaFacts;
import org.sctpshim.ike.session.Lifetimes;
import org.sctpshim.registry.AddressRegistry;
import org.sctpshim.registry.PathView;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SctpPorts;
import org.sctpshim.shim.status.AssociationStatus;
import org.sctpshim.shim.status.CertificateStatus;
import org.sctpshim.shim.status.IkeSaStatus;
import org.sctpshim.shim.status.PeerStatus;
import org.sctpshim.shim.status.SecurityStatus;
import org.sctpshim.shim.status.SecurityView;

/** Reads how protection stands: in one turn of the IKE thread, then from the data plane. Any thread may call. */
final class StatusReader implements SecurityView {
    /** A healthy IKE thread answers within milliseconds; whoever asks is not to hang on one that is not. */
    private static final long PATIENCE_MILLIS = 1_000;

    private final IkeEndpoint endpoint;
    private final DataPlane plane;
    private final IkeTally tally;

    StatusReader(IkeEndpoint endpoint, DataPlane plane, IkeTally tally) {
        this.endpoint = endpoint;
        this.plane = plane;
        this.tally = tally;
    }

    @Override
    public SecurityStatus status() throws IOException {
        try {
            return endpoint.call(host -> read(host, tally, plane.statistics(), IkeEndpoint.nowNs()))
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while the status was read");
            interrupted.initCause(e);
            throw interrupted;
        } catch (TimeoutException e) {
            throw new IOException("the IKE thread did not tell its status within " + PATIENCE_MILLIS + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException("the status cannot be read: " + e.getCause(), e);
        }
    }

    /** The status of a host, on the thread that owns it. */
    static SecurityStatus read(IkeHost host, IkeTally tally, PlaneStatistics plane, long nowNs) {
        Instant now = host.credentials().clock().at(nowNs);
        List<PeerStatus> all = new ArrayList<>();
        for (HostPeer peer : host.peers()) {
            all.add(peer(host, peer, tally.of(peer.entry().id()), nowNs, now));
        }
        List<CertificateStatus> own = host.credentials().certificates().stream()
                .map(each -> CertificateStatus.at(now, each.subject(), each.expires()))
                .toList();
        return new SecurityStatus(nowNs, host.sessionCount() - host.establishedCount(), all, host.drops(), plane, own);
    }

    private static PeerStatus peer(IkeHost host, HostPeer peer, PeerTally tally, long nowNs, Instant now) {
        AddressRegistry registry = host.registry();
        PeerId id = peer.entry().id();
        return new PeerStatus(
                id,
                peer.entry().identification(),
                host.ikeSas(id).stream().map(view -> ikeSa(view, now)).toList(),
                tally.counts(),
                tally.rekeys(),
                registry.advertisedTo(id),
                registry.addresses(id),
                associations(registry.paths(id)),
                tally.paths().histories(nowNs));
    }

    private static IkeSaStatus ikeSa(IkeSaView view, Instant now) {
        IkeSaFacts facts = view.facts();
        return new IkeSaStatus(
                facts.pair(),
                facts.initiator(),
                view.authenticatedNs(),
                time(facts.rekeyNs()),
                time(facts.endNs()),
                facts.suite().toString(),
                facts.mobike(),
                facts.nats(),
                view.certificate().map(each -> CertificateStatus.at(now, each.subject(), each.expires())));
    }

    private static OptionalLong time(long atNs) {
        return atNs == Lifetimes.NEVER ? OptionalLong.empty() : OptionalLong.of(atNs);
    }

    private static List<AssociationStatus> associations(List<PathView> paths) {
        Map<SctpPorts, List<PathView>> byPorts = new LinkedHashMap<>();
        for (PathView path : paths) {
            byPorts.computeIfAbsent(path.id().ports(), any -> new ArrayList<>()).add(path);
        }
        return byPorts.entrySet().stream()
                .map(each -> new AssociationStatus(each.getKey(), each.getValue()))
                .toList();
    }
}
