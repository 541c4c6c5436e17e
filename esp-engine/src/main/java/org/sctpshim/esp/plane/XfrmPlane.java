package org.sctpshim.esp.plane;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.sctpshim.esp.SaParameters;
import org.sctpshim.esp.UdpEncapsulation;
import org.sctpshim.esp.linux.EventFd;
import org.sctpshim.esp.linux.ReadinessPoll;
import org.sctpshim.esp.linux.TunDevice;
import org.sctpshim.esp.linux.XfrmEncapsulation;
import org.sctpshim.esp.linux.XfrmEvent;
import org.sctpshim.esp.linux.XfrmEvents;
import org.sctpshim.esp.linux.XfrmEvents.Topic;
import org.sctpshim.esp.linux.XfrmState;
import org.sctpshim.esp.linux.XfrmStates;
import org.sctpshim.esp.linux.XfrmUsage;

/**
 * The plane of a kernel that knows ESP itself: SAs and policies of its own, through {@code NETLINK_XFRM}. No packet comes
 * near this process.
 *
 * <p>Each direction of each path has a state with a key of its own: one key in two states would count two sequence numbers,
 * and repeat GCM nonces. What an earlier process has left of SAs is removed at start, while what blocks stays; so an SA
 * never outlives those who could rekey it.
 *
 * <p>A daemon thread, {@code esp-events}, hears of lifetimes. Octets are counted, and lifetimes ended, as the kernel does: with the
 * headers of ESP, and at whole seconds.
 *
 * <p>Needs CAP_NET_ADMIN. The device that the userspace plane uses is made and left down: its name is what keeps two planes
 * from running in one network namespace.
 */
public final class XfrmPlane implements DataPlane {

    private static final int NO_LIMIT = -1;

    private final PlaneListener listener;
    private final TunDevice nameHolder;
    private final KernelGuards guards;
    private final XfrmStates states;
    private final XfrmFlows flows;
    private final XfrmFigures figures;
    private final XfrmEvents events;
    private final KernelUdpPorts udpPorts;
    private final Map<XfrmSa, XfrmHeld> held = new HashMap<>();
    private final PeerSightings sightings;
    private final PacketThread eventThread;

    private XfrmPlane(
            PlaneSettings settings,
            PlaneListener listener,
            TunDevice nameHolder,
            KernelGuards guards,
            XfrmStates states,
            XfrmEvents events)
            throws IOException {
        this.listener = listener;
        this.nameHolder = nameHolder;
        this.guards = guards;
        this.states = states;
        this.flows = new XfrmFlows(settings, guards);
        this.figures = new XfrmFigures(states);
        this.events = events;
        this.udpPorts = new KernelUdpPorts(listener);
        this.sightings = new PeerSightings(listener);
        this.eventThread = new PacketThread("esp-events", EventFd.open(), listener, this::hear);
    }

    /**
     * Opens a plane in the calling thread's network namespace.
     *
     * @param settings names and numbers, {@link PlaneSettings#DEFAULT} unless they meet others'
     * @param listener is told of events
     * @throws IOException if another plane runs here, a privilege is missing, or the kernel refuses
     */
    public static XfrmPlane open(PlaneSettings settings, PlaneListener listener) throws IOException {
        // The device first: while it belongs to another process, nothing of that one's is touched.
        TunDevice nameHolder = InterceptingDevice.open(settings.deviceName());
        try {
            StaleSas.remove();
            KernelGuards guards = KernelGuards.open(new PolicyGuardPlan(settings));
            XfrmPlane plane = new XfrmPlane(
                    settings,
                    listener,
                    nameHolder,
                    guards,
                    XfrmStates.open(),
                    XfrmEvents.open(EnumSet.of(Topic.EXPIRE, Topic.MAPPING)));
            plane.eventThread.start();
            return plane;
        } catch (IOException e) {
            nameHolder.close();
            throw e;
        }
    }

    @Override
    public void guard(PlanePath path) throws IOException {
        guards.guard(path);
    }

    @Override
    public void guardListener(InetAddress local, int port) throws IOException {
        guards.guardPort(local, port);
    }

    @Override
    public synchronized void release(PlanePath path) throws IOException {
        for (XfrmSa sa : flows.all()) {
            if (sa.path().equals(path)) {
                takeOut(sa);
            }
        }
        figures.forget(path);
        sightings.moved(path);
        guards.release(path);
    }

    @Override
    public void releaseListener(InetAddress local, int port) throws IOException {
        guards.releasePort(local, port);
    }

    @Override
    public int releaseStale(Set<InetAddress> inUse) throws IOException {
        return guards.releaseStale(inUse);
    }

    @Override
    public int restoreGuards() throws IOException {
        return guards.restore();
    }

    @Override
    public PlaneSa installOutbound(SaParameters parameters) throws IOException {
        return install(parameters, XfrmSa.outbound(parameters));
    }

    @Override
    public PlaneSa installInbound(SaParameters parameters) throws IOException {
        return install(parameters, XfrmSa.inbound(parameters));
    }

    private synchronized XfrmSa install(SaParameters parameters, XfrmSa sa) throws IOException {
        requireAbility(parameters, sa);
        guards.guard(sa.path());
        byte[] key = new byte[parameters.key().length()];
        try {
            parameters.key().revealTo(ByteBuffer.wrap(key));
            XfrmState state = state(parameters, flows.requestId(sa.flow()));
            states.add(state, key);
            held.put(sa, new XfrmHeld(state, key.length));
        } catch (IOException e) {
            flows.forgetIfEmpty(sa.flow());
            throw e;
        } finally {
            parameters.key().wipe();
            Arrays.fill(key, (byte) 0);
        }
        try {
            flows.installed(sa);
        } catch (IOException e) {
            takeOut(sa);
            throw e;
        }
        figures.installed(sa);
        return sa;
    }

    /** In transport mode the kernel leaves a packet the addresses it comes with, so that they have to be the selectors'. */
    private void requireAbility(SaParameters parameters, XfrmSa sa) throws IOException {
        Optional<UdpEncapsulation> outbound = parameters
                .encapsulation()
                .map(udp -> sa.direction() == PlaneSa.Direction.OUTBOUND ? udp : udp.turned());
        if (outbound.isEmpty()) {
            return;
        }
        if (!parameters.espSource().equals(sa.source())
                || !parameters.espDestination().equals(sa.destination())) {
            throw new IOException("the kernel's ESP cannot give packets between " + outbound.get()
                    + " the addresses of " + sa.path() + ": use the userspace plane or negotiate a new SA");
        }
        if (!udpPorts.isOpen(outbound.get().source())) {
            throw new IOException("ESP is to go within UDP between " + outbound.get()
                    + ", whose local port is not open: open it before SAs are installed");
        }
    }

    private static XfrmState state(SaParameters parameters, int requestId) {
        XfrmState alone = new XfrmState(
                parameters.spi(),
                parameters.espSource(),
                parameters.espDestination(),
                parameters.tunnel().isPresent(),
                parameters.source(),
                parameters.destination(),
                parameters.ports().source(),
                parameters.ports().destination(),
                requestId,
                KernelEsp.algorithm(parameters.algorithm()),
                parameters.esn(),
                Math.min(parameters.replayWindow(), XfrmState.MAX_REPLAY_WINDOW),
                KernelEsp.limits(parameters.soft()),
                KernelEsp.limits(parameters.hard()));
        return parameters.encapsulation().map(udp -> alone.within(ports(udp))).orElse(alone);
    }

    private static XfrmEncapsulation ports(UdpEncapsulation udp) {
        return new XfrmEncapsulation(udp.source().getPort(), udp.destination().getPort());
    }

    @Override
    public UdpPort openUdp(InetSocketAddress local, UdpPort.IkeReceiver receiver) throws IOException {
        return udpPorts.open(local, receiver);
    }

    @Override
    public synchronized void encapsulate(PlanePath path, Optional<UdpEncapsulation> udp) throws IOException {
        List<XfrmSa> sas =
                flows.all().stream().filter(sa -> sa.path().equals(path)).toList();
        for (XfrmSa sa : sas) {
            requireMove(sa, udp);
        }
        if (udp.isEmpty()) {
            return;
        }
        boolean moved = false;
        for (XfrmSa sa : sas) {
            boolean outbound = sa.direction() == PlaneSa.Direction.OUTBOUND;
            moved |= move(sa, ports(outbound ? udp.get() : udp.get().turned()));
        }
        if (moved) {
            sightings.moved(path);
            udpPorts.counters().moved().incrementAndGet();
        }
    }

    private boolean move(XfrmSa sa, XfrmEncapsulation ports) throws IOException {
        XfrmHeld before = held.get(sa);
        if (before == null
                || before.state().encapsulation().filter(ports::equals).isPresent()) {
            return false;
        }
        XfrmState now = before.state().within(ports);
        states.movePorts(now, before.keyBytes());
        held.put(sa, new XfrmHeld(now, before.keyBytes()));
        return true;
    }

    /** The kernel gives an SA other ports, but neither other addresses nor UDP where it had none. */
    private void requireMove(XfrmSa sa, Optional<UdpEncapsulation> udp) throws IOException {
        XfrmHeld before = held.get(sa);
        boolean outbound = sa.direction() == PlaneSa.Direction.OUTBOUND;
        boolean alone = before != null && before.state().encapsulation().isEmpty();
        if (alone && udp.isEmpty()) {
            return;
        }
        boolean can = before != null
                && !alone
                && udp.isPresent()
                && udp.get().source().getAddress().equals(outbound ? sa.source() : sa.destination())
                && udp.get().destination().getAddress().equals(outbound ? sa.destination() : sa.source());
        if (!can) {
            throw new IOException(sa + " cannot go "
                    + udp.map(ends -> "within UDP between " + ends).orElse("by itself")
                    + " from now on: the kernel changes nothing but ports; negotiate a new SA");
        }
    }

    @Override
    public synchronized void remove(PlaneSa sa) {
        if (!(sa instanceof XfrmSa held)) {
            throw new IllegalArgumentException(sa + " is not an SA of this plane");
        }
        try {
            takeOut(held);
        } catch (IOException e) {
            listener.on(new PlaneEvent.PlaneFailed(held + " could not be removed: " + e.getMessage()));
        }
    }

    /** The policy goes first, so that no packet waits for an SA that is gone. */
    private void takeOut(XfrmSa sa) throws IOException {
        if (flows.removing(sa)) {
            figures.removing(sa);
            held.remove(sa);
            states.remove(sa.spi(), sa.destination());
        }
    }

    @Override
    public synchronized PlaneStatistics statistics() {
        return figures.statistics(System.nanoTime(), udpPorts.counters().read());
    }

    // ---- Events ----

    private void hear(EventFd wakeUp, BooleanSupplier stopping) throws IOException {
        ReadinessPoll ready = ReadinessPoll.of(wakeUp, events);
        while (!stopping.getAsBoolean()) {
            ready.await(NO_LIMIT);
            for (XfrmEvent event : events.take()) {
                if (event instanceof XfrmEvent.Expired expired) {
                    find(expired.spi(), expired.destination()).ifPresent(sa -> tell(sa, expired.hard()));
                } else if (event instanceof XfrmEvent.Remapped moved) {
                    find(moved.spi(), moved.destination())
                            .ifPresent(sa -> sightings.seen(
                                    sa.path(), new InetSocketAddress(moved.newSource(), moved.newPort())));
                } else if (event instanceof XfrmEvent.Lost) {
                    lookForExpired();
                }
            }
        }
    }

    private void tell(XfrmSa sa, boolean hard) {
        listener.on(hard ? new PlaneEvent.SaExpired(sa) : new PlaneEvent.SaExpiring(sa));
    }

    private synchronized Optional<XfrmSa> find(int spi, InetAddress destination) {
        return flows.all().stream()
                .filter(sa -> sa.spi() == spi && sa.destination().equals(destination))
                .findFirst();
    }

    /** News was lost: what the kernel does not have any more has expired; what may have become due is told so. */
    private void lookForExpired() throws IOException {
        List<XfrmUsage> there = states.all();
        for (XfrmSa sa : all()) {
            boolean lives = there.stream()
                    .anyMatch(usage ->
                            usage.spi() == sa.spi() && usage.destination().equals(sa.destination()));
            tell(sa, !lives);
        }
    }

    private synchronized List<XfrmSa> all() {
        return flows.all();
    }

    @Override
    public void close() {
        eventThread.stop();
        events.close();
        udpPorts.close();
        for (XfrmSa sa : all()) {
            remove(sa);
        }
        states.close();
        guards.close();
        nameHolder.close();
    }

    @Override
    public String toString() {
        return "the kernel (XFRM)";
    }
}
