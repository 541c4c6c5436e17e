package org.sctpshim.esp.plane;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.linux.DatagramArrivals;
import org.sctpshim.esp.linux.EventFd;
import org.sctpshim.esp.linux.ReadinessPoll;
import org.sctpshim.esp.linux.UdpSocket;

/**
 * The shared ports of the kernel's plane. The kernel takes ESP and keep-alives out of what comes to them; a daemon thread,
 * {@code esp-udp}, hands over the rest. There is no thread before the first port is opened.
 *
 * <p>Threads: any.
 */
final class KernelUdpPorts implements Closeable {

    private static final int NO_LIMIT = -1;
    private static final int MESSAGES = 8;

    private final PlaneListener listener;
    private final UdpCounters counters = new UdpCounters();
    private final Map<InetSocketAddress, Port> byLocal = new LinkedHashMap<>();
    private volatile List<Port> all = List.of();
    private @Nullable PacketThread thread;

    private final class Port implements UdpPort {
        private final UdpSocket socket;
        private final IkeMessages messages;
        private final IkeHandover handover;

        Port(UdpSocket socket, IkeReceiver receiver) {
            this.socket = socket;
            this.messages = new IkeMessages(socket);
            this.handover = new IkeHandover(receiver, counters);
        }

        @Override
        public InetSocketAddress local() {
            return socket.local();
        }

        @Override
        public boolean send(byte[] message, InetSocketAddress to) {
            return messages.send(message, to);
        }

        @Override
        public boolean keepAlive(InetSocketAddress to) {
            return messages.keepAlive(to);
        }

        @Override
        public void close() {
            forget(socket.local());
            socket.close();
        }
    }

    KernelUdpPorts(PlaneListener listener) {
        this.listener = listener;
    }

    UdpCounters counters() {
        return counters;
    }

    /** Opens a port in the calling thread's network namespace. */
    synchronized UdpPort open(InetSocketAddress local, UdpPort.IkeReceiver receiver) throws IOException {
        UdpSocket socket = UdpSocket.open(local);
        try {
            socket.giveEspToKernel();
            start();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        Port port = new Port(socket, receiver);
        byLocal.put(local, port);
        changed();
        return port;
    }

    /** Whether a port is open. */
    synchronized boolean isOpen(InetSocketAddress local) {
        return byLocal.containsKey(local);
    }

    private void start() throws IOException {
        if (thread == null) {
            PacketThread started = new PacketThread("esp-udp", EventFd.open(), listener, this::run);
            started.start();
            thread = started;
        }
    }

    private synchronized void forget(InetSocketAddress local) {
        byLocal.remove(local);
        changed();
    }

    private void changed() {
        all = List.copyOf(byLocal.values());
        if (thread != null) {
            thread.wakeUp();
        }
    }

    private void run(EventFd wakeUp, BooleanSupplier stopping) throws IOException {
        DatagramArrivals arrivals = new DatagramArrivals(MESSAGES);
        while (!stopping.getAsBoolean()) {
            List<Port> now = all;
            ReadinessPoll ready = ReadinessPoll.of(
                    wakeUp, now.stream().map(port -> port.socket).toList());
            ready.await(NO_LIMIT);
            if (ready.isReady(0)) {
                wakeUp.take();
            }
            for (int index = 0; index < now.size(); index++) {
                if (ready.isReady(index + 1) && all.contains(now.get(index))) {
                    take(now.get(index), arrivals);
                }
            }
        }
    }

    private void take(Port port, DatagramArrivals arrivals) throws IOException {
        port.socket.receive(arrivals);
        for (int message = 0; message < arrivals.count(); message++) {
            if (port.handover.leavesEsp(arrivals, message, arrivals.offset(message), arrivals.length(message))) {
                counters.malformed().incrementAndGet();
            }
        }
    }

    @Override
    public void close() {
        PacketThread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null) {
            running.stop();
        }
        all.forEach(Port::close);
    }
}
