package org.sctpshim.esp.plane;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.sctpshim.esp.EspEngine;
import org.sctpshim.esp.PacketBurst;
import org.sctpshim.esp.SaEvent;
import org.sctpshim.esp.SecurityAssociation;
import org.sctpshim.esp.Verdict;
import org.sctpshim.esp.linux.EventFd;
import org.sctpshim.esp.linux.NativeMemory;
import org.sctpshim.esp.linux.ReadinessPoll;
import org.sctpshim.esp.linux.TunDevice;

/** From the TUN device through the engine to the raw sockets and UDP ports. Also polls the engine's events. One thread's duty. */
final class OutboundLoop {

    private static final int IDLE_MS = 200;
    private static final long EVENT_POLL_NS = 100_000_000;

    private final TunDevice device;
    private final EspEngine engine;
    private final PacketBurst burst;
    private final NativeMemory packets;
    private final PlanePaths paths;
    private final UdpPorts udpPorts;
    private final LoopCounters counters;
    private final PlaneListener listener;
    private final MissingProtection missing;
    private long eventsPolledNs = System.nanoTime();

    OutboundLoop(
            TunDevice device,
            EspEngine engine,
            PacketBurst burst,
            NativeMemory packets,
            PlanePaths paths,
            UdpPorts udpPorts,
            LoopCounters counters,
            PlaneListener listener,
            MissingProtection missing) {
        this.device = device;
        this.engine = engine;
        this.burst = burst;
        this.packets = packets;
        this.paths = paths;
        this.udpPorts = udpPorts;
        this.counters = counters;
        this.listener = listener;
        this.missing = missing;
    }

    /** Works until told to stop or the device fails. */
    void run(EventFd wakeUp, BooleanSupplier stopping) throws IOException {
        ReadinessPoll poll = ReadinessPoll.of(wakeUp, device);
        while (!stopping.getAsBoolean()) {
            poll.await(IDLE_MS);
            while (!stopping.getAsBoolean() && fill() > 0) {
                try {
                    moveBurst();
                } catch (RuntimeException e) {
                    counters.faults().incrementAndGet();
                }
            }
            pollEvents();
        }
    }

    private int fill() throws IOException {
        burst.clear();
        while (burst.size() < burst.slots()) {
            int length = device.read(packets, burst.roomOffset(burst.size()), PacketBurst.ROOM);
            if (length == 0) {
                break;
            }
            burst.filled(length);
        }
        return burst.size();
    }

    private void moveBurst() {
        engine.seal(burst, System.nanoTime());
        for (int slot = 0; slot < burst.size(); slot++) {
            Verdict verdict = burst.verdict(slot);
            if (verdict == Verdict.SEALED) {
                address(slot);
            } else if (verdict == Verdict.NO_SA) {
                missing.dropped(burst.memory(), burst.offset(slot), burst.length(slot));
            }
        }
        int refused = 0;
        for (OutboundSocket socket : paths.sockets()) {
            refused += socket.flush();
        }
        for (BurstUdpPort port : udpPorts.all()) {
            refused += port.flush();
        }
        if (refused > 0) {
            counters.sendRefused().addAndGet(refused);
        }
    }

    private void address(int slot) {
        SecurityAssociation sa = burst.association(slot);
        PathState path = sa == null ? null : paths.at(sa.tag());
        if (path != null) {
            path.way().add(burst, slot);
            path.sent(burst.length(slot));
        }
    }

    private void pollEvents() {
        long nowNs = System.nanoTime();
        if (nowNs - eventsPolledNs < EVENT_POLL_NS) {
            return;
        }
        eventsPolledNs = nowNs;
        for (SaEvent event = engine.pollEvent(nowNs); event != null; event = engine.pollEvent(nowNs)) {
            EngineSa sa = new EngineSa(event.sa());
            boolean works = event instanceof SaEvent.SoftLifetimeReached;
            listener.on(works ? new PlaneEvent.SaExpiring(sa) : new PlaneEvent.SaExpired(sa));
        }
    }
}
