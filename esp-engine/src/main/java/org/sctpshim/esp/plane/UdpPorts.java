package org.sctpshim.esp.plane;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sctpshim.esp.UdpEncapsulation;
import org.sctpshim.esp.linux.NativeMemory;
import org.sctpshim.esp.linux.UdpPeer;
import org.sctpshim.esp.linux.UdpSocket;

/**
 * The shared ports that are open in the userspace plane.
 *
 * <p>Threads: opening and closing take this object's lock; the packet threads read snapshots without one.
 */
final class UdpPorts implements Closeable {

    private final NativeMemory outboundPackets;
    private final int slots;
    private final UdpCounters counters = new UdpCounters();
    private final Map<InetSocketAddress, BurstUdpPort> byLocal = new LinkedHashMap<>();
    private volatile List<BurstUdpPort> all = List.of();

    UdpPorts(NativeMemory outboundPackets, int slots) {
        this.outboundPackets = outboundPackets;
        this.slots = slots;
    }

    UdpCounters counters() {
        return counters;
    }

    /**
     * Opens a port in the calling thread's network namespace.
     *
     * @param changed is called when the port has been closed
     */
    synchronized BurstUdpPort open(InetSocketAddress local, UdpPort.IkeReceiver receiver, Runnable changed)
            throws IOException {
        UdpSocket socket = UdpSocket.open(local);
        socket.takeTrains();
        IkeHandover handover = new IkeHandover(receiver, counters);
        BurstUdpPort port = new BurstUdpPort(socket, outboundPackets, slots, handover, () -> {
            forget(local);
            changed.run();
        });
        byLocal.put(local, port);
        all = List.copyOf(byLocal.values());
        return port;
    }

    private synchronized void forget(InetSocketAddress local) {
        byLocal.remove(local);
        all = List.copyOf(byLocal.values());
    }

    /**
     * The way of an outbound SA's packets within UDP.
     *
     * @throws IOException if its port is not open
     */
    synchronized UdpWay way(UdpEncapsulation udp) throws IOException {
        BurstUdpPort port = byLocal.get(udp.source());
        if (port == null) {
            throw new IOException(
                    "ESP is to go within UDP from " + udp.source().getAddress().getHostAddress() + " port "
                            + udp.source().getPort() + ", which is not open: open it before SAs are installed");
        }
        return new UdpWay(port, new UdpPeer(udp.destination()));
    }

    /** All ports; another list whenever one was opened or closed. */
    List<BurstUdpPort> all() {
        return all;
    }

    @Override
    public void close() {
        all.forEach(BurstUdpPort::close);
    }
}
