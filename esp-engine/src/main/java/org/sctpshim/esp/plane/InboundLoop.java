package org.sctpshim.esp.plane;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.EspEngine;
import org.sctpshim.esp.PacketBurst;
import org.sctpshim.esp.SecurityAssociation;
import org.sctpshim.esp.Verdict;
import org.sctpshim.esp.linux.DatagramArrivals;
import org.sctpshim.esp.linux.EventFd;
import org.sctpshim.esp.linux.MessageBurst;
import org.sctpshim.esp.linux.MessageSocket;
import org.sctpshim.esp.linux.NativeMemory;
import org.sctpshim.esp.linux.ReadinessPoll;
import org.sctpshim.esp.linux.UdpPeer;

/** From the raw sockets and UDP ports through the engine to the kernel's SCTP. One thread's duty. */
final class InboundLoop {

    private static final int IDLE_MS = 1000;

    /** One fault may be a packet's; so many are a socket's that is beyond use. */
    private static final int MOST_FAULTS_IN_A_ROW = 1000;

    private final EspEngine engine;
    private final PacketBurst burst;
    private final MessageBurst incoming;
    private final PlanePaths paths;
    private final Delivery delivery;
    private final LoopCounters counters;
    private final UdpPorts udpPorts;
    private final PlaneListener listener;
    private @Nullable DatagramArrivals arrivals;
    private List<OutboundSocket> knownSockets = List.of();
    private List<BurstUdpPort> knownPorts = List.of();
    private List<Inlet> inlets = List.of();
    private int faultsInARow;

    InboundLoop(
            EspEngine engine,
            PacketBurst burst,
            NativeMemory packets,
            PlanePaths paths,
            UdpPorts udpPorts,
            Delivery delivery,
            LoopCounters counters,
            PlaneListener listener) {
        this.engine = engine;
        this.burst = burst;
        this.incoming = new MessageBurst(packets, burst.slots());
        this.paths = paths;
        this.udpPorts = udpPorts;
        this.delivery = delivery;
        this.counters = counters;
        this.listener = listener;
    }

    /** Works until told to stop. A signal makes it look for new sockets. */
    void run(EventFd wakeUp, BooleanSupplier stopping) throws IOException {
        ReadinessPoll poll = poll(wakeUp);
        while (!stopping.getAsBoolean()) {
            if (knownSockets != paths.sockets() || knownPorts != udpPorts.all()) {
                poll = poll(wakeUp);
            }
            poll.await(IDLE_MS);
            if (poll.isReady(0)) {
                wakeUp.take();
            }
            for (int index = 0; index < inlets.size(); index++) {
                if (poll.isReady(index + 1)) {
                    drain(inlets.get(index));
                }
            }
        }
    }

    private ReadinessPoll poll(EventFd wakeUp) {
        knownSockets = paths.sockets();
        knownPorts = udpPorts.all();
        List<Inlet> now = new ArrayList<>();
        List<MessageSocket> readable = new ArrayList<>();
        for (OutboundSocket socket : knownSockets) {
            now.add(new InboundSocket(socket.socket(), incoming));
            readable.add(socket.socket());
        }
        for (BurstUdpPort port : knownPorts) {
            now.add(new InboundUdp(port, arrivals(), burst.slots()));
            readable.add(port.socket());
        }
        inlets = now;
        return ReadinessPoll.of(wakeUp, readable);
    }

    /** Large, and so made only where it is needed. */
    private DatagramArrivals arrivals() {
        DatagramArrivals made = arrivals == null ? new DatagramArrivals(burst.slots()) : arrivals;
        arrivals = made;
        return made;
    }

    /** Takes what one call gives; what waits beyond it is taken after the other sockets had their turn. */
    private void drain(Inlet inlet) throws IOException {
        boolean more = true;
        for (boolean fresh = true; more; fresh = false) {
            more = false;
            burst.clear();
            try {
                more = inlet.take(burst, fresh);
                moveBurst(inlet);
                faultsInARow = 0;
            } catch (IOException | RuntimeException e) {
                counters.faults().incrementAndGet();
                if (++faultsInARow > MOST_FAULTS_IN_A_ROW) {
                    throw e;
                }
            }
        }
    }

    private void moveBurst(Inlet inlet) {
        long nowNs = System.nanoTime();
        engine.open(burst, nowNs);
        for (int slot = 0; slot < burst.size(); slot++) {
            if (burst.verdict(slot) == Verdict.OPENED) {
                account(inlet, slot, nowNs);
                delivery.add(burst.memory(), burst.offset(slot), burst.length(slot));
            }
        }
        int refused = delivery.flush();
        if (refused > 0) {
            counters.deliveryRefused().addAndGet(refused);
        }
    }

    private void account(Inlet inlet, int slot, long nowNs) {
        SecurityAssociation sa = burst.association(slot);
        PathState path = sa == null ? null : paths.at(sa.tag());
        if (path == null) {
            return;
        }
        path.received(burst.length(slot), nowNs);
        UdpPeer elsewhere = burst.isNewest(slot) ? inlet.news(path, slot) : null;
        if (elsewhere != null) {
            listener.on(new PlaneEvent.PeerRemapped(path.path(), elsewhere.end()));
        }
    }
}
