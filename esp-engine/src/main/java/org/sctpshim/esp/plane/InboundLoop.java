package org.sctpshim.esp.plane;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.sctpshim.esp.EspEngine;
import org.sctpshim.esp.PacketBurst;
import org.sctpshim.esp.SecurityAssociation;
import org.sctpshim.esp.Verdict;
import org.sctpshim.esp.linux.EventFd;
import org.sctpshim.esp.linux.MessageBurst;
import org.sctpshim.esp.linux.NativeMemory;
import org.sctpshim.esp.linux.ReadinessPoll;

/** From the raw sockets through the engine to the kernel's SCTP. One thread's duty. */
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
    private List<OutboundSocket> known = List.of();
    private List<InboundSocket> sockets = List.of();
    private int faultsInARow;

    InboundLoop(
            EspEngine engine,
            PacketBurst burst,
            NativeMemory packets,
            PlanePaths paths,
            Delivery delivery,
            LoopCounters counters) {
        this.engine = engine;
        this.burst = burst;
        this.incoming = new MessageBurst(packets, burst.slots());
        this.paths = paths;
        this.delivery = delivery;
        this.counters = counters;
    }

    /** Works until told to stop. A signal makes it look for new sockets. */
    void run(EventFd wakeUp, BooleanSupplier stopping) throws IOException {
        ReadinessPoll poll = poll(wakeUp);
        while (!stopping.getAsBoolean()) {
            if (known != paths.sockets()) {
                poll = poll(wakeUp);
            }
            poll.await(IDLE_MS);
            if (poll.isReady(0)) {
                wakeUp.take();
            }
            for (int index = 0; index < sockets.size(); index++) {
                if (poll.isReady(index + 1)) {
                    drain(sockets.get(index));
                }
            }
        }
    }

    private ReadinessPoll poll(EventFd wakeUp) {
        known = paths.sockets();
        sockets = new ArrayList<>();
        for (OutboundSocket socket : known) {
            sockets.add(new InboundSocket(socket.socket()));
        }
        return ReadinessPoll.of(
                wakeUp, known.stream().map(OutboundSocket::socket).toList());
    }

    /** Takes one burst; what waits beyond it is taken after the other sockets had their turn. */
    private void drain(InboundSocket socket) throws IOException {
        burst.clear();
        try {
            socket.receive(burst, incoming);
            moveBurst();
            faultsInARow = 0;
        } catch (IOException | RuntimeException e) {
            counters.faults().incrementAndGet();
            if (++faultsInARow > MOST_FAULTS_IN_A_ROW) {
                throw e;
            }
        }
    }

    private void moveBurst() {
        long nowNs = System.nanoTime();
        engine.open(burst, nowNs);
        for (int slot = 0; slot < burst.size(); slot++) {
            if (burst.verdict(slot) == Verdict.OPENED) {
                account(slot, nowNs);
                delivery.add(burst.memory(), burst.offset(slot), burst.length(slot));
            }
        }
        int refused = delivery.flush();
        if (refused > 0) {
            counters.deliveryRefused().addAndGet(refused);
        }
    }

    private void account(int slot, long nowNs) {
        SecurityAssociation sa = burst.association(slot);
        PathState path = sa == null ? null : paths.at(sa.tag());
        if (path != null) {
            path.received(burst.length(slot), nowNs);
        }
    }
}
