package org.sctpshim.ike.host;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.registry.AddressPair;

/**
 * A NAT in front of one end: what goes out has the outer address and a port of the NAT's choice, and what comes in goes
 * back. Datagrams are as their receivers see them arrive.
 */
final class Nat {
    private record Inner(InetAddress address, int port) {}

    private final InetAddress outer;
    private final Map<Inner, Integer> ports = new LinkedHashMap<>();
    private final Map<Integer, Inner> inners = new LinkedHashMap<>();
    private int nextPort = 40_000;

    Nat(InetAddress outer) {
        this.outer = outer;
    }

    /** The NAT forgets, and gives other ports from now on. */
    void restarts() {
        ports.clear();
    }

    /** A datagram from behind the NAT. */
    IkeDatagram out(IkeDatagram arriving) {
        UdpEndpoints seen = arriving.endpoints();
        Inner inner = new Inner(seen.addresses().remote(), seen.remotePort());
        int port = ports.computeIfAbsent(inner, any -> nextPort++);
        inners.put(port, inner);
        return new IkeDatagram(
                new UdpEndpoints(new AddressPair(seen.addresses().local(), outer), seen.localPort(), port),
                arriving.content());
    }

    /** A datagram to the NAT's outer address. */
    IkeDatagram in(IkeDatagram arriving) {
        UdpEndpoints seen = arriving.endpoints();
        Inner inner = inners.get(seen.localPort());
        if (inner == null) {
            throw new AssertionError("the NAT has no mapping for port " + seen.localPort());
        }
        return new IkeDatagram(
                new UdpEndpoints(
                        new AddressPair(inner.address(), seen.addresses().remote()), inner.port(), seen.remotePort()),
                arriving.content());
    }
}
