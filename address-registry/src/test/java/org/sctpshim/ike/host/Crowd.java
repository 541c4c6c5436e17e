package org.sctpshim.ike.host;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.sctpshim.ike.sa.IkeDatagram;

/** One host that listens and many that come to it, with the network between them; no time passes unless asked for. */
final class Crowd {
    private static final int MANY_ROUNDS = 200;

    final TestHost center;
    private final List<TestHost> others = new ArrayList<>();

    Crowd(HostSetup center) {
        this.center = new TestHost(center, 1).listens();
    }

    /** One more host opens an association to the one that listens; everything is carried. */
    TestHost comes(HostSetup setup) {
        TestHost host = new TestHost(setup, 2 + others.size());
        host.nowNs = center.nowNs;
        others.add(host);
        host.opens();
        passMillis(100);
        return host;
    }

    void passMillis(long millis) {
        long endNs = center.nowNs + millis * 1_000_000;
        settle();
        for (long next = next(); next <= endNs; next = next()) {
            long now = Math.max(next, center.nowNs);
            all().forEach(host -> host.nowNs = now);
            all().forEach(TestHost::timeout);
            settle();
        }
        all().forEach(host -> host.nowNs = endNs);
    }

    private long next() {
        return all().stream().mapToLong(host -> host.ike.deadlineNs()).min().orElse(Long.MAX_VALUE);
    }

    private List<TestHost> all() {
        List<TestHost> all = new ArrayList<>(others);
        all.add(center);
        return all;
    }

    void settle() {
        for (int round = 0; round < MANY_ROUNDS; round++) {
            List<IkeDatagram> moving =
                    all().stream().flatMap(host -> host.sendsAll().stream()).toList();
            if (moving.isEmpty()) {
                return;
            }
            moving.forEach(this::deliver);
        }
        throw new AssertionError("they never stop talking");
    }

    private void deliver(IkeDatagram datagram) {
        InetAddress to = datagram.endpoints().addresses().local();
        all().stream().filter(host -> host.setup.addresses.contains(to)).forEach(host -> host.receives(datagram));
    }
}
