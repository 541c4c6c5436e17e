package org.sctpshim.shim.ipsec;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sctpshim.esp.aead.ProviderChoice;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.esp.plane.PlanePath;
import org.sctpshim.ike.endpoint.EndpointSettings;
import org.sctpshim.ike.endpoint.IkeEndpoint;
import org.sctpshim.ike.host.HostEvent;
import org.sctpshim.ike.host.HostPeer;
import org.sctpshim.ike.host.IkeHost;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.AssociationId;
import org.sctpshim.registry.AuthorisationRule;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.PathState;
import org.sctpshim.registry.PathView;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SctpPathState;
import org.sctpshim.registry.SctpPorts;
import org.sctpshim.registry.SpiPair;
import org.sctpshim.shim.kernel.KernelTables;
import org.sctpshim.shim.protection.AssociationEnds;
import org.sctpshim.shim.protection.AssociationProtection;
import org.sctpshim.shim.protection.AuthenticatedPeer;
import org.sctpshim.shim.protection.ProtectedAssociation;
import org.sctpshim.shim.protection.RemoteEnd;
import org.sctpshim.shim.status.SecurityView;

/** Protects associations by one IKE SA with each peer and one pair of ESP SAs for each path. */
public final class IpsecProtection implements AssociationProtection {
    private static final System.Logger LOG = System.getLogger(IpsecProtection.class.getName());

    /**
     * How long SAs stay after their association left the kernel, which sends the last packet of a shutdown as it forgets
     * the association.
     */
    private static final long LINGER_MILLIS = 250;

    private final IpsecSettings settings;
    private final DataPlane plane;
    private final PeerWatch watch;
    private final IkeEndpoint endpoint;
    private final SecurityView view;
    private final GuardKeeper guardKeeper;
    private final PortGuards ports;
    private final AssociationUses uses = new AssociationUses();
    private final Queue<CompletableFuture<Void>> endings = new ConcurrentLinkedQueue<>();
    private final Executor afterLinger = CompletableFuture.delayedExecutor(LINGER_MILLIS, TimeUnit.MILLISECONDS);
    private final Set<LocalEnd> listening = new LinkedHashSet<>();

    private IpsecProtection(
            IpsecSettings settings, DataPlane plane, PeerWatch watch, IkeTally tally, IkeEndpoint endpoint) {
        this.settings = settings;
        this.plane = plane;
        this.watch = watch;
        this.endpoint = endpoint;
        this.view = new StatusReader(endpoint, plane, tally);
        this.guardKeeper = GuardKeeper.start(plane);
        this.ports = new PortGuards(plane);
    }

    /**
     * Blocks SCTP with every configured peer, takes away what an earlier process left blocked, and starts IKE.
     *
     * @throws IOException in one sentence, what keeps it from starting
     */
    public static IpsecProtection open(IpsecSettings settings) throws IOException {
        KeyLog keyLog = KeyLog.into(settings.insecureKeyLog());
        PeerWatch watch = new PeerWatch();
        IkeTally tally = new IkeTally();
        PlaneReports reports = new PlaneReports();
        DataPlane plane =
                DataPlane.open(settings.esp(), settings.plane(), ProviderChoice.atStart(System::nanoTime), reports);
        try {
            for (HostPeer peer : configuredPeers(settings)) {
                guard(plane, settings.localAddresses(), peer.addresses());
            }
            plane.releaseStale(inUse(KernelTables.running()));
            PlaneInstaller installer = new PlaneInstaller(plane, keyLog);
            IkeEndpoint endpoint = IkeEndpoint.open(new EndpointSettings(
                    settings.host(),
                    settings.localAddresses(),
                    installer,
                    Optional.of(new PlaneNatPort(plane)),
                    event -> {
                        watch.on(event);
                        tally.on(event, IkeEndpoint.nowNs());
                        if (event instanceof HostEvent.CertificateExpiring expiring) {
                            LOG.log(Level.WARNING, expiring.sentence());
                        } else if (event instanceof HostEvent.EncapsulationChanged changed) {
                            installer.encapsulate(changed.path(), changed.within());
                        }
                        settings.events().accept(event);
                    },
                    keyLog));
            BiConsumer<PathId, SpiPair> usedUp =
                    (path, spis) -> tell(endpoint, host -> host.expiring(path, spis, IkeEndpoint.nowNs()));
            Consumer<SpiPair> used = spis -> tell(endpoint, host -> host.usedByPeer(spis, IkeEndpoint.nowNs()));
            reports.tellOfPeers(seen -> tell(
                    endpoint,
                    host -> host.espSeenFrom(
                            new AddressPair(seen.path().local(), seen.path().remote()),
                            seen.from().getAddress(),
                            seen.from().getPort(),
                            IkeEndpoint.nowNs())));
            reports.tell(sa -> installer.due(sa, usedUp, used), sa -> installer.owner(sa, usedUp));
            return new IpsecProtection(settings, plane, watch, tally, endpoint);
        } catch (IOException | RuntimeException e) {
            plane.close();
            throw e;
        }
    }

    /**
     * With whom the kernel has associations. The process that had them open may be gone: killed in the middle of traffic,
     * it leaves an association behind that repeats its SHUTDOWN for a long time.
     */
    private static Set<InetAddress> inUse(KernelTables kernel) throws IOException {
        Set<InetAddress> remotes = new LinkedHashSet<>();
        kernel.associations().forEach(association -> remotes.addAll(association.remoteAddresses()));
        return remotes;
    }

    private static void guard(DataPlane plane, Iterable<InetAddress> locals, Iterable<InetAddress> remotes)
            throws IOException {
        for (InetAddress local : locals) {
            for (InetAddress remote : remotes) {
                if (AddressPair.sameFamily(local, remote)) {
                    plane.guard(new PlanePath(local, remote));
                }
            }
        }
    }

    /** Where it is read how the protection stands. */
    public SecurityView view() {
        return view;
    }

    // ---- What channels ask ----

    @Override
    public ProtectedAssociation protect(LocalEnd local, RemoteEnd remote, Duration timeout) throws IOException {
        HostPeer peer = peer(remote);
        ports.acquire(local);
        guard(plane, local.addresses(), peer.addresses());
        if (remote instanceof RemoteEnd.PeerAddresses named) {
            guard(plane, local.addresses(), named.addresses());
        }
        for (InetAddress address : local.addresses()) {
            endpoint.bind(address);
        }
        PeerId id = peer.entry().id();
        PathWait wait = new PathWait(watch, this::ask, settings.host().port(), id, remote.port());
        AssociationUses.Key use = new AssociationUses.Key(id, new SctpPorts(local.port(), remote.port()));
        uses.begin(use);
        try {
            AssociationId association = openOrFind(id, local, remote.port());
            wait.await(association, timeout);
            return claimed(local, peer, association, remote.port());
        } catch (IOException | RuntimeException e) {
            if (uses.end(use)) {
                end(use); // Nothing is left behind that IKE would go on for.
            }
            throw e;
        }
    }

    @Override
    public void listen(LocalEnd local) throws IOException {
        ports.acquire(local);
        for (InetAddress address : local.addresses()) {
            endpoint.bind(address);
        }
        synchronized (this) {
            listening.stream()
                    .filter(end -> end.port() == local.port())
                    .toList()
                    .forEach(this::stopListening);
            listening.add(local);
        }
        ask(host -> {
            host.listen(local, IkeEndpoint.nowNs());
            return true;
        });
    }

    @Override
    public synchronized void stopListening(LocalEnd local) {
        listening.remove(local);
        ask(host -> {
            host.stopListening(local, IkeEndpoint.nowNs());
            return true;
        });
    }

    @Override
    public Optional<ProtectedAssociation> claim(AssociationEnds ends) {
        SctpPorts ports = new SctpPorts(ends.local().port(), ends.remotePort());
        for (HostPeer peer : ask(host -> Admission.holders(host, ends))) {
            AssociationUses.Key use = new AssociationUses.Key(peer.id(), ports);
            uses.begin(use);
            Optional<List<InetAddress>> usable =
                    ask(host -> Admission.usable(host.registry(), use.peer(), ports, ends));
            if (usable.isPresent() && guarded(ends)) {
                return Optional.of(
                        new ProtectedAssociation(ends.local(), authenticated(peer), usable.get(), ends.remotePort()));
            }
            uses.end(use);
        }
        return Optional.empty();
    }

    @Override
    public void pathHint(LocalEnd local, InetSocketAddress remote, SctpPathState state) {
        SctpPorts ports = new SctpPorts(local.port(), remote.getPort());
        for (InetAddress address : local.addresses()) {
            if (AddressPair.sameFamily(address, remote.getAddress())) {
                PathId path = new PathId(new AddressPair(address, remote.getAddress()), ports);
                tell(host -> host.hint(path, state, IkeEndpoint.nowNs()));
            }
        }
    }

    @Override
    public void release(ProtectedAssociation claim) {
        AssociationUses.Key association = new AssociationUses.Key(
                new PeerId(claim.peer().name()), new SctpPorts(claim.local().port(), claim.remotePort()));
        if (uses.end(association)) {
            endings.add(CompletableFuture.runAsync(() -> end(association), afterLinger));
            endings.removeIf(CompletableFuture::isDone);
        }
        ports.release(claim.local());
    }

    /** Withdraws the SAs of an association, unless somebody has come to use it again. */
    private void end(AssociationUses.Key association) {
        uses.ifUnused(
                association,
                () -> tell(host -> host.registry()
                        .find(association.peer(), association.ports())
                        .ifPresent(id -> host.close(id, IkeEndpoint.nowNs()))));
    }

    @Override
    public void judgePeersAgain() {
        tell(host -> host.judgeCertificatesAgain(IkeEndpoint.nowNs()));
    }

    @Override
    public void close() {
        CompletableFuture.allOf(endings.toArray(CompletableFuture[]::new)).join();
        endpoint.close();
        guardKeeper.close();
        plane.close();
        settings.host().wipe();
    }

    // ---- How it is done ----

    /** Those that this host can connect to. */
    private static List<HostPeer> configuredPeers(IpsecSettings settings) {
        return settings.host().peers().stream()
                .filter(HostPeer.class::isInstance)
                .map(HostPeer.class::cast)
                .toList();
    }

    private HostPeer peer(RemoteEnd remote) throws IOException {
        List<HostPeer> peers = configuredPeers(settings);
        if (remote instanceof RemoteEnd.NamedPeer named) {
            return peers.stream()
                    .filter(peer -> peer.entry().id().name().equals(named.name()))
                    .findFirst()
                    .orElseThrow(() -> unknown(named));
        }
        Set<InetAddress> addresses = ((RemoteEnd.PeerAddresses) remote).addresses();
        return peers.stream()
                .filter(peer -> peer.addresses().stream().anyMatch(addresses::contains))
                .findFirst()
                .orElseThrow(() -> new IOException("no peer is configured at "
                        + addresses.stream().map(InetAddress::getHostAddress).toList()
                        + ": add the address to the peer it belongs to, or add the peer"));
    }

    private IOException unknown(RemoteEnd.NamedPeer named) {
        boolean many = settings.host().peers().stream()
                .anyMatch(entry -> entry.id().name().equals(named.name()));
        return new IOException(
                many
                        ? "\"" + named.name()
                                + "\" stands for many peers: they are accepted, not connected to; give one that"
                                + " is to be connected to an entry of its own"
                        : "unknown peer \"" + named.name()
                                + "\": add it to the shim's configuration before connecting to it");
    }

    private boolean guarded(AssociationEnds ends) {
        try {
            ports.acquire(ends.local());
            guard(plane, ends.local().addresses(), ends.remoteAddresses());
            return true;
        } catch (IOException e) {
            LOG.log(Level.ERROR, "an association is not admitted: its paths cannot be guarded", e);
            return false;
        }
    }

    private AssociationId openOrFind(PeerId peer, LocalEnd local, int remotePort) throws IOException {
        try {
            return ask(host -> host.registry()
                    .find(peer, new SctpPorts(local.port(), remotePort))
                    .orElseGet(() -> host.open(peer, local, remotePort, IkeEndpoint.nowNs())));
        } catch (CompletionException e) {
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        }
    }

    private ProtectedAssociation claimed(LocalEnd local, HostPeer peer, AssociationId association, int remotePort)
            throws IOException {
        List<PathView> paths = ask(host -> host.registry().paths(association));
        Set<InetAddress> remotes = new LinkedHashSet<>();
        paths.stream()
                .filter(path -> path.state() == PathState.PROTECTED)
                .forEach(path -> remotes.add(path.id().pair().remote()));
        ask(host -> host.registry().addresses(peer.entry().id())).stream()
                .filter(view -> view.verdict() == AuthorisationRule.Verdict.AUTHORISED
                        || view.verdict() == AuthorisationRule.Verdict.NOT_REACHABLE_YET)
                .forEach(view -> remotes.add(view.address()));
        guard(plane, local.addresses(), remotes);
        return new ProtectedAssociation(local, authenticated(peer), new ArrayList<>(remotes), remotePort);
    }

    private static AuthenticatedPeer authenticated(HostPeer peer) {
        return new AuthenticatedPeer(peer.entry().id().name(), peer.entry().identification());
    }

    private <T> T ask(Function<IkeHost, T> question) {
        return endpoint.call(question).join();
    }

    private void tell(Consumer<IkeHost> order) {
        tell(endpoint, order);
    }

    private static void tell(IkeEndpoint endpoint, Consumer<IkeHost> order) {
        endpoint.call(host -> {
                    order.accept(host);
                    return true;
                })
                .exceptionally(e -> {
                    LOG.log(Level.DEBUG, "the IKE endpoint did not take an order", e);
                    return false;
                });
    }
}
