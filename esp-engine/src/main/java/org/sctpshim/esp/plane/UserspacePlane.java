package org.sctpshim.esp.plane;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sctpshim.esp.EspEngine;
import org.sctpshim.esp.InboundSa;
import org.sctpshim.esp.OutboundSa;
import org.sctpshim.esp.PacketBurst;
import org.sctpshim.esp.SaParameters;
import org.sctpshim.esp.SecurityAssociation;
import org.sctpshim.esp.UdpEncapsulation;
import org.sctpshim.esp.Verdict;
import org.sctpshim.esp.aead.AeadProvider;
import org.sctpshim.esp.linux.EventFd;
import org.sctpshim.esp.linux.NativeMemory;
import org.sctpshim.esp.linux.RouteChanges;
import org.sctpshim.esp.linux.TunDevice;

/**
 * The plane below the kernel's SCTP, without a kernel that knows ESP:
 *
 * <pre>
 *   SCTP -> rule "ipproto sctp" -> table: PEER dev TUN -> read -> seal -> raw ESP socket of the local address -> network
 *   SCTP <- policy "marked: allow" <- loopback <- marked raw socket <- open <- raw ESP socket <- network
 * </pre>
 *
 * Where a NAT is on the way a UDP port takes the place of the raw ESP socket.
 *
 * Two daemon threads, {@code esp-outbound} and {@code esp-inbound}, each with bursts of 32. A third one, {@code esp-routes},
 * has the routes through the device follow the real ones: the source SCTP sends from, and the longest clear packet, which
 * is that of the real route less what ESP adds.
 *
 * <p>Needs CAP_NET_ADMIN and CAP_NET_RAW, and Linux 4.17 for rules on a protocol.
 */
public final class UserspacePlane implements DataPlane {

    private static final int SLOTS = 32;

    private final EspEngine engine;
    private final KernelGuards guards;
    private final TunDevice device;
    private final Delivery delivery;
    private final PlanePaths paths;
    private final UdpPorts udpPorts;
    private final LoopCounters counters = new LoopCounters();
    private final MissingProtection missing;
    private final PacketThread outbound;
    private final PacketThread inbound;
    private final RouteChanges routeChanges;
    private final PacketThread routes;

    /**
     * Opens a plane in the calling thread's network namespace.
     *
     * @param settings names and numbers, {@link PlaneSettings#DEFAULT} unless they meet others'
     * @param provider the cipher
     * @param listener is told of events
     * @throws IOException if another plane runs here, a privilege or the TUN device is missing, or the kernel refuses
     */
    public static UserspacePlane open(PlaneSettings settings, AeadProvider provider, PlaneListener listener)
            throws IOException {
        // The device first: while it belongs to another process, nothing of that one's is touched.
        TunDevice device = InterceptingDevice.open(settings.deviceName());
        KernelGuards guards = null;
        try {
            StaleSas.remove();
            guards = KernelGuards.open(new DeviceGuardPlan(settings));
            guards.device(settings.deviceName());
            return new UserspacePlane(settings, new EspEngine(provider), listener, device, guards);
        } catch (IOException e) {
            device.close();
            if (guards != null) {
                guards.close();
            }
            throw e;
        }
    }

    /**
     * Unblocks everything that planes with these settings have blocked in the calling thread's network namespace, and
     * removes all of their entries. SCTP passes in clear afterwards.
     *
     * @throws IOException if a plane runs here, or the kernel refuses
     */
    public static void removeAllGuards(PlaneSettings settings) throws IOException {
        // Holding the device's name keeps a plane from starting meanwhile.
        TunDevice device = InterceptingDevice.open(settings.deviceName());
        try (KernelGuards guards = KernelGuards.open(new DeviceGuardPlan(settings))) {
            guards.releaseAll();
        } finally {
            device.close();
        }
    }

    private UserspacePlane(
            PlaneSettings settings, EspEngine engine, PlaneListener listener, TunDevice device, KernelGuards guards)
            throws IOException {
        this.engine = engine;
        this.device = device;
        this.guards = guards;
        this.missing = new MissingProtection(listener);
        PacketBurst outboundBurst = new PacketBurst(SLOTS);
        PacketBurst inboundBurst = new PacketBurst(SLOTS);
        NativeMemory outboundPackets = NativeMemory.of(outboundBurst.memory());
        NativeMemory inboundPackets = NativeMemory.of(inboundBurst.memory());
        this.paths = new PlanePaths(outboundPackets, SLOTS);
        this.udpPorts = new UdpPorts(outboundPackets, SLOTS);
        this.delivery = Delivery.open(settings.mark(), InterceptingDevice.kernelHasIpv6(), inboundPackets, SLOTS);
        OutboundLoop outboundLoop = new OutboundLoop(
                device, engine, outboundBurst, outboundPackets, paths, udpPorts, counters, listener, missing);
        InboundLoop inboundLoop =
                new InboundLoop(engine, inboundBurst, inboundPackets, paths, udpPorts, delivery, counters, listener);
        this.outbound = new PacketThread("esp-outbound", EventFd.open(), listener, outboundLoop::run);
        this.inbound = new PacketThread("esp-inbound", EventFd.open(), listener, inboundLoop::run);
        // Before the first host is guarded, so that no change is missed.
        this.routeChanges = RouteChanges.open(settings.table(), settings.routeProtocol());
        this.routes =
                new PacketThread("esp-routes", EventFd.open(), listener, new RouteFollower(routeChanges, guards)::run);
        outbound.start();
        inbound.start();
        routes.start();
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
    public void release(PlanePath path) throws IOException {
        engine.outbound().stream().filter(sa -> isOf(path, sa)).forEach(engine::removeOutbound);
        engine.inbound().stream().filter(sa -> isOf(path, sa)).forEach(engine::removeInbound);
        paths.forget(path);
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
        PlanePath ends = new PlanePath(parameters.source(), parameters.destination());
        guards.guard(ends);
        PathState path = ready(ends, way(parameters.espSource(), parameters.encapsulation()));
        guards.makeRoom(ends, EspOverhead.of(parameters));
        OutboundSa sa = engine.installOutbound(parameters.withTag(path.index()), System.nanoTime());
        missing.forget(path.path());
        return new EngineSa(sa);
    }

    @Override
    public PlaneSa installInbound(SaParameters parameters) throws IOException {
        PlanePath ends = new PlanePath(parameters.destination(), parameters.source());
        guards.guard(ends);
        // Packets may come by themselves though a NAT was seen, and the other way round (RFC 7296 section 2.23).
        paths.socket(parameters.espDestination());
        Optional<PathState> known = paths.find(ends);
        PathState path = known.isPresent()
                ? known.get()
                : ready(
                        ends,
                        way(
                                parameters.espDestination(),
                                parameters.encapsulation().map(UdpEncapsulation::turned)));
        inbound.wakeUp();
        return new EngineSa(engine.installInbound(parameters.withTag(path.index()), System.nanoTime()));
    }

    private PathState ready(PlanePath path, WayOut way) {
        PathState state = paths.open(path, way);
        inbound.wakeUp();
        return state;
    }

    private WayOut way(InetAddress espLocal, Optional<UdpEncapsulation> outbound) throws IOException {
        return outbound.isPresent() ? udpPorts.way(outbound.get()) : paths.socket(espLocal);
    }

    @Override
    public UdpPort openUdp(InetSocketAddress local, UdpPort.IkeReceiver receiver) throws IOException {
        UdpPort port = udpPorts.open(local, receiver, inbound::wakeUp);
        inbound.wakeUp();
        return port;
    }

    @Override
    public void encapsulate(PlanePath path, Optional<UdpEncapsulation> udp) throws IOException {
        Optional<PathState> known = paths.find(path);
        List<OutboundSa> sealing =
                engine.outbound().stream().filter(sa -> isOf(path, sa)).toList();
        if (known.isEmpty() || sealing.isEmpty() || isSo(known.get().way(), udp)) {
            return;
        }
        SaParameters newest = sealing.get(sealing.size() - 1).parameters().within(udp);
        guards.makeRoom(path, EspOverhead.of(newest));
        engine.inbound().stream().filter(sa -> isOf(path, sa)).forEach(sa -> engine.encapsulate(sa, udp.isPresent()));
        sealing.forEach(sa -> engine.encapsulate(sa, udp.isPresent()));
        known.get().sendBy(way(newest.espSource(), udp));
        inbound.wakeUp();
        udpPorts.counters().moved().incrementAndGet();
    }

    private boolean isSo(WayOut way, Optional<UdpEncapsulation> udp) {
        return way instanceof UdpWay within
                ? udpPorts.all().contains(within.port())
                        && udp.filter(within::isBetween).isPresent()
                : udp.isEmpty();
    }

    @Override
    public void remove(PlaneSa sa) {
        if (!(sa instanceof EngineSa held)) {
            throw new IllegalArgumentException(sa + " is not an SA of this plane");
        }
        if (held.sa() instanceof OutboundSa sealing) {
            engine.removeOutbound(sealing);
        } else if (held.sa() instanceof InboundSa opening) {
            engine.removeInbound(opening);
        }
    }

    @Override
    public PlaneStatistics statistics() {
        Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            verdicts.put(verdict, engine.count(verdict));
        }
        return new PlaneStatistics(
                verdicts,
                counters.sendRefused().get(),
                counters.deliveryRefused().get(),
                counters.faults().get(),
                udpPorts.counters().read(),
                paths.statistics());
    }

    @Override
    public void close() {
        outbound.stop();
        inbound.stop();
        routes.stop();
        routeChanges.close();
        device.close();
        paths.close();
        udpPorts.close();
        delivery.close();
        guards.close();
        engine.outbound().forEach(engine::removeOutbound);
        engine.inbound().forEach(engine::removeInbound);
    }

    @Override
    public String toString() {
        return "this process (userspace)";
    }

    private static boolean isOf(PlanePath path, SecurityAssociation sa) {
        return new EngineSa(sa).path().equals(path);
    }
}
