package org.sctpshim.shim.ipsec;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.esp.plane.UdpPort;
import org.sctpshim.ike.endpoint.NatPort;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.registry.AddressPair;

/** The data plane's UDP ports, as IKE uses them. */
final class PlaneNatPort implements NatPort {
    private final DataPlane plane;
    private final Map<InetSocketAddress, UdpPort> ports = new ConcurrentHashMap<>();

    PlaneNatPort(DataPlane plane) {
        this.plane = plane;
    }

    @Override
    public void open(InetAddress local, int port, Receiver receiver) throws IOException {
        InetSocketAddress end = new InetSocketAddress(local, port);
        if (!ports.containsKey(end)) {
            ports.put(end, plane.openUdp(end, (from, message) -> handOver(end, from, message, receiver)));
        }
    }

    private static boolean handOver(InetSocketAddress to, InetSocketAddress from, byte[] message, Receiver receiver) {
        AddressPair pair;
        try {
            pair = new AddressPair(to.getAddress(), from.getAddress());
        } catch (IllegalArgumentException e) {
            return false; // from an address that nobody can have
        }
        return receiver.received(
                new IkeDatagram(new UdpEndpoints(pair, to.getPort(), from.getPort()), Bytes.of(message)));
    }

    @Override
    public boolean send(IkeDatagram datagram) {
        UdpEndpoints ends = datagram.endpoints();
        @Nullable
        UdpPort port = ports.get(new InetSocketAddress(ends.addresses().local(), ends.localPort()));
        if (port == null) {
            return false;
        }
        InetSocketAddress to = new InetSocketAddress(ends.addresses().remote(), ends.remotePort());
        return datagram.isKeepalive()
                ? port.keepAlive(to)
                : port.send(datagram.content().toArray(), to);
    }

    @Override
    public void close() {
        ports.values().forEach(UdpPort::close);
        ports.clear();
    }
}
