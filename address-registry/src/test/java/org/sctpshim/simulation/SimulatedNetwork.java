package org.sctpshim.simulation;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.registry.AddressPair;

/**
 * Links between the hosts, each with its own loss, delay, reordering, duplication and cuts. As on real multihomed
 * hosts, a datagram goes over the link of its destination address, so that a crossed pair uses one link there and
 * another one back.
 */
final class SimulatedNetwork {
    /** What one link does to datagrams. */
    static final class Link {
        boolean cut;
        /** Gives senders on the link another address on their way, and takes it back from answers. */
        boolean falsifies;
        /** Stands between one end of the link and the other. */
        @Nullable
        TranslatingNat nat;

        double loss;
        double duplication;
        long delayNs = 500_000L;
        long jitterNs;

        void forgetMappings() {
            if (nat != null) {
                nat.forget();
            }
        }

        /** How the receiver sees a datagram between these ends; nobody where it gets nowhere. */
        Optional<UdpEndpoints> seen(UdpEndpoints sent) {
            return nat == null ? Optional.of(FalsifyingNat.seen(sent, falsifies)) : nat.seen(sent);
        }
    }

    private record InFlight(long atNs, long order, IkeDatagram datagram) implements Comparable<InFlight> {
        @Override
        public int compareTo(InFlight other) {
            int byTime = Long.compare(atNs, other.atNs);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /** How much of what went over the network somebody remembers who means no good. */
    private static final int REMEMBERED = 256;

    private final SplittableRandom random;
    private final List<IkeDatagram> overheard = new ArrayList<>();
    private final Map<InetAddress, Link> linkOf = new HashMap<>();
    private final List<Link> links = new ArrayList<>();
    private final PriorityQueue<InFlight> inFlight = new PriorityQueue<>();
    private long order;

    SimulatedNetwork(SplittableRandom random) {
        this.random = random;
    }

    /** A link to which these addresses are attached. */
    Link addLink(InetAddress... attached) {
        Link link = new Link();
        links.add(link);
        for (InetAddress address : attached) {
            linkOf.put(address, link);
        }
        return link;
    }

    List<Link> links() {
        return links;
    }

    /** Sends a datagram as its sender sees it; it arrives as its receiver sees it. */
    void send(IkeDatagram datagram, long nowNs) {
        UdpEndpoints from = FalsifyingNat.inside(datagram.endpoints());
        Link way = linkOf.get(datagram.endpoints().addresses().remote());
        Link link = way == null ? linkOf.get(from.addresses().remote()) : way;
        if (link == null || link.cut || random.nextDouble() < link.loss) {
            return;
        }
        Optional<UdpEndpoints> seen = link.seen(link.nat == null ? from : datagram.endpoints());
        if (seen.isEmpty()) {
            return;
        }
        IkeDatagram arriving = new IkeDatagram(seen.get(), datagram.content());
        overhear(arriving);
        int copies = random.nextDouble() < link.duplication ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            long delayNs = link.delayNs + (link.jitterNs == 0 ? 0 : random.nextLong(link.jitterNs));
            inFlight.add(new InFlight(nowNs + delayNs, order++, arriving));
        }
    }

    private void overhear(IkeDatagram arriving) {
        if (overheard.size() < REMEMBERED) {
            overheard.add(arriving);
        } else {
            overheard.set(random.nextInt(REMEMBERED), arriving);
        }
    }

    /**
     * Somebody sends again what was overheard at any time before: as it was, from another host's address, to the end that
     * sent it, cut off, or with a bit changed.
     */
    void attack(int datagrams, List<InetAddress> addresses, long nowNs) {
        for (int i = 0; i < datagrams && !overheard.isEmpty(); i++) {
            IkeDatagram old = overheard.get(random.nextInt(overheard.size()));
            byte[] octets = old.content().toArray();
            UdpEndpoints ends = old.endpoints();
            switch (random.nextInt(5)) {
                case 0 -> ends = ends.turned();
                case 1 ->
                    ends = ends.over(
                            new AddressPair(ends.addresses().local(), addresses.get(random.nextInt(addresses.size()))));
                case 2 -> octets = Arrays.copyOf(octets, random.nextInt(octets.length));
                case 3 -> octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(8));
                default -> {
                    // As it was.
                }
            }
            inFlight.add(new InFlight(
                    nowNs + random.nextLong(1_000_000_000L), order++, new IkeDatagram(ends, Bytes.of(octets))));
        }
    }

    long nextArrivalNs() {
        InFlight next = inFlight.peek();
        return next == null ? Long.MAX_VALUE : next.atNs;
    }

    /** The next datagram that has arrived; one whose link was cut meanwhile is lost. */
    IkeDatagram arrive() {
        return inFlight.remove().datagram;
    }
}
