package org.sctpshim.esp.plane;

import java.net.InetSocketAddress;
import org.sctpshim.esp.linux.DatagramBurst;
import org.sctpshim.esp.linux.NativeMemory;
import org.sctpshim.esp.linux.UdpPeer;
import org.sctpshim.esp.linux.UdpSocket;

/**
 * A shared port of the userspace plane, with the part of the current burst that leaves by it.
 *
 * <p>Threads: {@link #add} and {@link #flush} are the outbound thread's, {@link #handover} the inbound thread's.
 */
final class BurstUdpPort implements UdpPort {

    private final UdpSocket socket;
    private final DatagramBurst pending;
    private final IkeMessages others;
    private final IkeHandover handover;
    private final Runnable closing;

    /**
     * A port.
     *
     * @param packets where sealed packets lie
     * @param slots how many at most in a burst
     * @param closing is told before the socket is closed
     */
    BurstUdpPort(UdpSocket socket, NativeMemory packets, int slots, IkeHandover handover, Runnable closing) {
        this.socket = socket;
        this.pending = new DatagramBurst(packets, slots);
        this.others = new IkeMessages(socket);
        this.handover = handover;
        this.closing = closing;
    }

    UdpSocket socket() {
        return socket;
    }

    IkeHandover handover() {
        return handover;
    }

    void add(int offset, int length, UdpPeer peer, int trafficClass) {
        pending.add(offset, length, peer, trafficClass);
    }

    /** Sends what was added and tells how many datagrams the kernel refused. */
    int flush() {
        if (pending.size() == 0) {
            return 0;
        }
        int refused = pending.size() - socket.send(pending);
        pending.clear();
        return refused;
    }

    @Override
    public InetSocketAddress local() {
        return socket.local();
    }

    @Override
    public boolean send(byte[] message, InetSocketAddress to) {
        return others.send(message, to);
    }

    @Override
    public boolean keepAlive(InetSocketAddress to) {
        return others.keepAlive(to);
    }

    @Override
    public void close() {
        closing.run();
        socket.close();
    }
}
