package org.sctpshim.esp.plane;

import java.io.Closeable;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.linux.ResolvedRoute;
import org.sctpshim.esp.linux.Route;
import org.sctpshim.esp.linux.RoutingRule;
import org.sctpshim.esp.linux.Rtnetlink;
import org.sctpshim.esp.linux.XfrmPolicies;
import org.sctpshim.esp.linux.XfrmPolicy;
import org.sctpshim.esp.plane.KernelEntry.PolicyEntry;
import org.sctpshim.esp.plane.KernelEntry.RouteEntry;
import org.sctpshim.esp.plane.KernelEntry.RuleEntry;

/**
 * Puts the {@link GuardPlan} of each guarded host and port into the kernel and takes it out again. Closing takes nothing
 * out: a host stays blocked until it is released, by this process or, as a stale one, by the next.
 *
 * <p>Threads: any, one at a time.
 */
final class KernelGuards implements Closeable {

    /** The route to the device, which goes before the blackhole. */
    private static final int DEVICE_METRIC = 1;

    private final PlaneSettings settings;
    private final GuardPlan plan;
    private final Rtnetlink netlink;
    private final RealRoutes realRoutes;
    private final XfrmPolicies policies;
    private final Set<KernelEntry> wanted = new LinkedHashSet<>();
    private final Map<InetAddress, Host> hosts = new HashMap<>();
    private int interfaceIndex;

    /** A guarded host: the local ends of its paths, and the route through the device once there is one. */
    private static final class Host {
        final Set<InetAddress> locals = new LinkedHashSet<>();

        /** The largest of its paths. */
        EspOverhead overhead = EspOverhead.USUAL;

        @Nullable
        RouteEntry way;
    }

    private KernelGuards(GuardPlan plan, Rtnetlink netlink, XfrmPolicies policies) {
        this.settings = plan.settings();
        this.plan = plan;
        this.netlink = netlink;
        this.realRoutes = new RealRoutes(netlink);
        this.policies = policies;
    }

    /** Puts the base into the calling thread's network namespace. */
    static KernelGuards open(GuardPlan plan) throws IOException {
        Rtnetlink netlink = Rtnetlink.open(plan.settings().routeProtocol());
        KernelGuards guards = new KernelGuards(plan, netlink, XfrmPolicies.open());
        try {
            guards.put(guards.plan.base(false));
            if (InterceptingDevice.kernelHasIpv6()) {
                guards.put(guards.plan.base(true));
            }
            return guards;
        } catch (IOException e) {
            guards.close();
            throw e;
        }
    }

    /** Takes the device up, as the way to all guarded hosts. */
    synchronized void device(String name) throws IOException {
        if (!netlink.isUp("lo")) {
            throw new IOException("device lo is down, and opened packets are delivered over it: ip link set lo up");
        }
        netlink.linkUp(name, settings.mtuBytes());
        interfaceIndex = netlink.interfaceIndex(name);
        for (InetAddress remote : hosts.keySet()) {
            lead(remote);
        }
    }

    /** From the return of this method on, no SCTP from or to the remote address passes in clear. */
    synchronized void guard(PlanePath path) throws IOException {
        // Known before anything is put, so that what fails half-way can be released.
        Host host = hosts.computeIfAbsent(path.remote(), remote -> new Host());
        boolean isNew = host.locals.add(path.local());
        put(plan.host(path.remote()));
        if (interfaceIndex != 0 && (isNew || host.way == null)) {
            lead(path.remote());
        }
    }

    /** Has SCTP send no longer packets to the path's remote address than an SA with this overhead leaves room for. */
    synchronized void makeRoom(PlanePath path, EspOverhead overhead) throws IOException {
        Host host = hosts.get(path.remote());
        boolean ipv6 = !(path.remote() instanceof Inet4Address);
        if (host != null
                && overhead.clearMtuBytes(settings.mtuBytes(), ipv6)
                        < host.overhead.clearMtuBytes(settings.mtuBytes(), ipv6)) {
            host.overhead = overhead;
            if (interfaceIndex != 0) {
                lead(path.remote());
            }
        }
    }

    /** From the return of this method on, no SCTP to or from the port passes in clear. */
    synchronized void guardPort(InetAddress local, int port) throws IOException {
        put(plan.port(local, port));
    }

    /** Lets the remote address be reached in clear again, if this was its last guarded path. */
    synchronized void release(PlanePath path) throws IOException {
        Host host = hosts.get(path.remote());
        if (host == null || !host.locals.remove(path.local())) {
            return;
        }
        if (!host.locals.isEmpty()) {
            lead(path.remote());
            return;
        }
        hosts.remove(path.remote());
        List<KernelEntry> entries = new ArrayList<>(plan.host(path.remote()));
        if (host.way != null) {
            entries.add(host.way);
        }
        remove(entries);
    }

    /** Puts a policy that lets protected packets of a guarded host pass, in the place of one with its selector. */
    synchronized void protect(PolicyEntry entry) throws IOException {
        entry.put(netlink, policies);
        wanted.removeIf(
                other -> other instanceof PolicyEntry known && known.policy().isSameFlow(entry.policy()));
        wanted.add(entry);
    }

    /** Takes a policy of {@link #protect} out: what is blocked remains so. */
    synchronized void unprotect(PolicyEntry entry) throws IOException {
        remove(List.of(entry));
    }

    /** Lets the port be reached in clear again. */
    synchronized void releasePort(InetAddress local, int port) throws IOException {
        remove(plan.port(local, port));
    }

    /**
     * Takes out what an earlier process has left and this one has not asked for, except what blocks the hosts in use.
     * Tells how many entries.
     */
    synchronized int releaseStale(Set<InetAddress> inUse) throws IOException {
        List<KernelEntry> stale = inKernel();
        stale.removeAll(wanted);
        for (InetAddress remote : inUse) {
            stale.removeAll(plan.host(remote));
        }
        remove(stale);
        return stale.size();
    }

    /** Takes out everything that is ours, whoever has put it. */
    synchronized void releaseAll() throws IOException {
        remove(inKernel());
        wanted.clear();
        hosts.clear();
    }

    /** What the kernel has of ours and what it should have, but has not: someone else has removed it. */
    synchronized Set<KernelEntry> missing() throws IOException {
        Set<KernelEntry> missing = new HashSet<>(wanted);
        inKernel().forEach(missing::remove);
        return missing;
    }

    /** Puts again what someone else has removed. Tells how many entries. */
    synchronized int restore() throws IOException {
        Set<KernelEntry> missing = missing();
        for (KernelEntry entry : wanted) {
            if (missing.contains(entry)) {
                entry.put(netlink, policies);
            }
        }
        return missing.size();
    }

    /**
     * Has the route to each guarded host follow the real one. A change in the kernel replaces the route in one step, and
     * the blackhole behind it stays, so the host is blocked or protected at any moment.
     */
    void followRealRoutes() {
        for (InetAddress remote : ledTo()) {
            follow(remote);
        }
    }

    private synchronized List<InetAddress> ledTo() {
        return interfaceIndex == 0 ? List.of() : List.copyOf(hosts.keySet());
    }

    /** Takes the lock for one host only: a thread that guards another does not wait for all. */
    private synchronized void follow(InetAddress remote) {
        try {
            lead(remote);
        } catch (IOException e) {
            // Refused, as while the source's address is away: what is there blocks, and the next change comes here
            // again.
        }
    }

    /** Routes to the device, with the source and the length that the real route would have. */
    private void lead(InetAddress remote) throws IOException {
        Host host = hosts.get(remote);
        if (host == null) {
            return;
        }
        IOException refusal = null;
        for (RouteEntry way : ways(remote, host)) {
            try {
                lead(host, way);
                return;
            } catch (IOException e) {
                refusal = e; // IPv6 finds routes from addresses that are gone, but takes none with such a source
            }
        }
        if (refusal != null) {
            throw refusal;
        }
    }

    /** Put even if it should be there: the kernel removes a route along with its source's address. */
    private void lead(Host host, RouteEntry way) throws IOException {
        way.put(netlink, policies);
        if (host.way != null) {
            wanted.remove(host.way);
        }
        wanted.add(way);
        host.way = way;
    }

    /** The best one first; while there is no real route, what there is already. */
    private List<RouteEntry> ways(InetAddress remote, Host host) {
        List<RouteEntry> ways = new ArrayList<>();
        boolean ipv6 = !(remote instanceof Inet4Address);
        for (ResolvedRoute real : realRoutes.to(remote, host.locals)) {
            int mtuBytes = Math.min(settings.mtuBytes(), host.overhead.clearMtuBytes(real.mtuBytes(), ipv6));
            ways.add(way(remote, real.preferredSource(), mtuBytes));
        }
        if (ways.isEmpty()) {
            RouteEntry now = host.way;
            boolean still = now != null && host.locals.contains(now.route().preferredSource());
            ways.add(still ? now : anyWay(remote, host));
        }
        return ways;
    }

    private RouteEntry anyWay(InetAddress remote, Host host) {
        return way(remote, host.locals.iterator().next(), settings.mtuBytes());
    }

    private RouteEntry way(InetAddress remote, @Nullable InetAddress preferredSource, int mtuBytes) {
        return new RouteEntry(
                new Route(remote, settings.table(), DEVICE_METRIC, interfaceIndex, preferredSource, mtuBytes));
    }

    private void put(List<KernelEntry> entries) throws IOException {
        for (KernelEntry entry : entries) {
            if (!wanted.contains(entry)) {
                entry.put(netlink, policies);
                wanted.add(entry);
            }
        }
    }

    /** Last put, first removed. */
    private void remove(List<KernelEntry> entries) throws IOException {
        List<KernelEntry> reversed = new ArrayList<>(entries);
        Collections.reverse(reversed);
        for (KernelEntry entry : reversed) {
            entry.remove(netlink, policies);
            wanted.remove(entry);
        }
    }

    private List<KernelEntry> inKernel() throws IOException {
        List<KernelEntry> found = new ArrayList<>();
        for (XfrmPolicy policy : policies.all()) {
            if (plan.isOurs(policy)) {
                found.add(new PolicyEntry(policy));
            }
        }
        for (RoutingRule rule : netlink.rules()) {
            if (plan.isOurs(rule)) {
                found.add(new RuleEntry(rule));
            }
        }
        for (Route route : netlink.routes(settings.table())) {
            found.add(new RouteEntry(route));
        }
        return found;
    }

    @Override
    public void close() {
        netlink.close();
        policies.close();
    }
}
