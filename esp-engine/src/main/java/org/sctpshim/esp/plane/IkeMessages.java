package org.sctpshim.esp.plane;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.sctpshim.esp.linux.DatagramBurst;
import org.sctpshim.esp.linux.NativeMemory;
import org.sctpshim.esp.linux.UdpPeer;
import org.sctpshim.esp.linux.UdpSocket;

/** Sends what is not ESP over a shared port, one by one. Any thread may call, one at a time. */
final class IkeMessages {

    private static final int LONGEST = 65_507;
    private static final byte KEEPALIVE = (byte) 0xff;

    private final UdpSocket socket;
    private final ByteBuffer memory = ByteBuffer.allocateDirect(LONGEST);
    private final DatagramBurst pending = new DatagramBurst(NativeMemory.of(memory), 1);

    IkeMessages(UdpSocket socket) {
        this.socket = socket;
    }

    synchronized boolean send(byte[] message, InetSocketAddress to) {
        if (UdpPort.MARKER_BYTES + message.length > LONGEST) {
            return false;
        }
        memory.putInt(0, 0).put(UdpPort.MARKER_BYTES, message);
        return send(UdpPort.MARKER_BYTES + message.length, to);
    }

    synchronized boolean keepAlive(InetSocketAddress to) {
        memory.put(0, KEEPALIVE);
        return send(1, to);
    }

    private boolean send(int length, InetSocketAddress to) {
        pending.clear();
        pending.add(0, length, new UdpPeer(to), 0);
        return socket.send(pending) == 1;
    }
}
