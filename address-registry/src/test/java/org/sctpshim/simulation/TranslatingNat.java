package org.sctpshim.simulation;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.registry.AddressPair;

/** A NAT with one outer address, which gives each inner end a port of its own until it forgets. */
final class TranslatingNat {
    private record Inner(InetAddress address, int port) {}

    private static final int FIRST_PORT = 40_000;

    private final InetAddress inside;
    private final InetAddress outer;
    private final Map<Inner, Integer> ports = new HashMap<>();
    private final Map<Integer, Inner> inners = new HashMap<>();
    private int nextPort = FIRST_PORT;

    TranslatingNat(InetAddress inside, InetAddress outer) {
        this.inside = inside;
        this.outer = outer;
    }

    /** It was restarted: nobody outside reaches an inner end until that has sent something. */
    void forget() {
        ports.clear();
        inners.clear();
    }

    /** How a datagram between these ends, as its sender sees them, is seen by who gets it; nobody where none is. */
    Optional<UdpEndpoints> seen(UdpEndpoints sent) {
        AddressPair pair = sent.addresses();
        if (pair.local().equals(inside)) {
            Inner inner = new Inner(inside, sent.localPort());
            int port = ports.computeIfAbsent(inner, any -> nextPort++);
            inners.put(port, inner);
            return Optional.of(new UdpEndpoints(new AddressPair(pair.remote(), outer), sent.remotePort(), port));
        }
        if (pair.remote().equals(outer)) {
            return Optional.ofNullable(inners.get(sent.remotePort()))
                    .map(inner -> new UdpEndpoints(
                            new AddressPair(inner.address(), pair.local()), inner.port(), sent.localPort()));
        }
        return Optional.empty(); // Nobody outside knows the inner address.
    }
}
