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

    private final PlaneSettings settings;
    private final GuardPlan plan;
    private final Rtnetlink netlink;
    private final XfrmPolicies policies;
    private final Set<KernelEntry> wanted = new LinkedHashSet<>();
    private final Map<InetAddress, Host> hosts = new HashMap<>();
    private int interfaceIndex;

    /** A guarded host: the local ends of its paths, and the route through the device once there is one. */
    private static final class Host {
        final Set<InetAddress> locals = new LinkedHashSet<>();

        @Nullable
        RouteEntry way;
    }

    private KernelGuards(PlaneSettings settings, Rtnetlink netlink, XfrmPolicies policies) {
        this.settings = settings;
        this.plan = new GuardPlan(settings);
        this.netlink = netlink;
        this.policies = policies;
    }

    /** Puts the base into the calling thread's network namespace. */
    static KernelGuards open(PlaneSettings settings) throws IOException {
        Rtnetlink netlink = Rtnetlink.open(settings.routeProtocol());
        KernelGuards guards = new KernelGuards(settings, netlink, XfrmPolicies.open());
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

    /** Routes to the device, with the source that the real route would choose if it is an end of one of the paths. */
    private void lead(InetAddress remote) throws IOException {
        Host host = hosts.get(remote);
        if (host == null) {
            return;
        }
        InetAddress source = host.locals.iterator().next();
        int mtuBytes = settings.mtuBytes();
        ResolvedRoute real = realRoute(remote);
        if (real != null) {
            InetAddress preferred = real.preferredSource();
            source = preferred != null && host.locals.contains(preferred) ? preferred : source;
            boolean ipv6 = !(remote instanceof Inet4Address);
            mtuBytes = Math.min(mtuBytes, EspOverhead.clearMtuBytes(real.mtuBytes(), ipv6));
        }
        RouteEntry way = plan.way(remote, interfaceIndex, source, mtuBytes);
        if (way.equals(host.way)) {
            return;
        }
        way.put(netlink, policies);
        if (host.way != null) {
            wanted.remove(host.way);
        }
        wanted.add(way);
        host.way = way;
    }

    private @Nullable ResolvedRoute realRoute(InetAddress remote) {
        try {
            return netlink.routeTo(remote);
        } catch (IOException e) {
            return null; // no route now, such as while a link is down: the path may come back
        }
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
