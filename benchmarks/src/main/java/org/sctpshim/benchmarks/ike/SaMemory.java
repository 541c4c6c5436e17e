package org.sctpshim.benchmarks.ike;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sctpshim.ike.host.HostPeer;
import org.sctpshim.ike.host.IkeHost;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.registry.PeerId;

/**
 * Octets of heap an established IKE SA takes on one end, with everything that the registry keeps for it: 2,000 peers
 * make one IKE SA each with one host, and the heap of that host is compared before and after, with nothing else left.
 */
public final class SaMemory {
    private static final int PEERS = 2_000;
    private static final int PORT = 2905;

    private SaMemory() {}

    /** Octets an IKE SA with the Child SAs of as many paths as two ends with so many addresses have: 1 or 4. */
    public static double perIkeSa(int addresses) {
        List<HostPeer> peers = new ArrayList<>();
        for (int i = 0; i < PEERS; i++) {
            peers.add(Hosts.peer("peer" + i, List.of()));
        }
        IkeHost hub = Hosts.host("hub", Suite.GCM128_SHA256_X25519.profile(), peers);
        Set<InetAddress> near =
                addresses == 1 ? Set.of(Hosts.address(101, 1)) : Set.of(Hosts.address(101, 1), Hosts.address(102, 1));
        hub.listen(new LocalEnd(near, PORT), 0);
        long before = heapOctets();
        int installed = 0;
        for (int i = 0; i < PEERS; i++) {
            installed += connect(hub, near, i, addresses);
        }
        int expected = 2 * PEERS * addresses * addresses;
        if (installed != expected || hub.establishedCount() != PEERS) {
            throw new IllegalStateException(installed + " Child SAs instead of " + expected);
        }
        long after = heapOctets();
        if (hub.sessionCount() != PEERS || peers.size() != PEERS) {
            throw new IllegalStateException("SAs were lost while they were measured");
        }
        return (double) (after - before) / PEERS;
    }

    private static int connect(IkeHost hub, Set<InetAddress> near, int number, int addresses) {
        IkeHost spoke = Hosts.host(
                "peer" + number, Suite.GCM128_SHA256_X25519.profile(), List.of(Hosts.peer("hub", List.copyOf(near))));
        spoke.open(new PeerId("hub"), new LocalEnd(Hosts.addresses(number, addresses), PORT), PORT, 0);
        int installed = 0;
        boolean any = true;
        while (any) {
            Hosts.Carried there = Hosts.carry(spoke, hub);
            Hosts.Carried back = Hosts.carry(hub, spoke);
            installed += there.installed() + back.installed();
            any = there.any() || back.any();
        }
        return installed;
    }

    private static long heapOctets() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
