package org.sctpshim.esp.plane;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.sctpshim.esp.linux.Route;
import org.sctpshim.esp.linux.RoutingRule;
import org.sctpshim.esp.linux.XfrmPolicy;
import org.sctpshim.esp.plane.KernelEntry.PolicyEntry;
import org.sctpshim.esp.plane.KernelEntry.RouteEntry;
import org.sctpshim.esp.plane.KernelEntry.RuleEntry;

/**
 * The guards of a plane below SCTP, which is led into a device. All outlive the process, except the route to the TUN
 * device, behind which a blackhole remains. Each list is in the order of putting: what blocks comes first.
 *
 * <p><b>Base</b>, for both families. Rules: what carries our mark and is not for this machine is dropped; SCTP sent from
 * here is looked up in our table, and goes on to the next rule where the table has no answer, so that hosts not guarded are
 * not touched. Policy: what comes in with our mark passes.
 *
 * <p><b>A guarded host</b>. Policy in: all SCTP from it is dropped, unless it carries our mark, that is, unless we have
 * opened it. Routes in our table: to the TUN device, and a blackhole of a higher metric. A socket bound to a device defeats
 * routes, each family in its own way; hence for IPv4 also a policy out that drops all to the host (the TUN device is
 * exempt by {@code disable_xfrm}), which holds even if someone flushes the rules; and for IPv6, where that exemption does
 * not exist, a rule that drops what the table did not route.
 *
 * <p><b>A guarded port</b>, for listeners, whose peers' addresses are not known beforehand. Policies drop all SCTP to and
 * from the port, unless it is opened by us or goes to a guarded host.
 *
 * @param settings the plane's names and numbers
 */
record DeviceGuardPlan(PlaneSettings settings) implements GuardPlan {

    private static final int BLACKHOLE_METRIC = 9999;

    @Override
    public List<KernelEntry> base(boolean ipv6) {
        return List.of(
                new RuleEntry(RoutingRule.blackholeOfMark(ipv6, settings.markRulePriority(), settings.mark())),
                new RuleEntry(RoutingRule.lookupOfSctp(ipv6, settings.rulePriority(), settings.table())),
                new PolicyEntry(XfrmPolicy.passMarked(ipv6, settings.mark(), settings.passPolicyPriority())));
    }

    @Override
    public List<KernelEntry> host(InetAddress remote) {
        List<KernelEntry> entries = new ArrayList<>();
        entries.add(new PolicyEntry(XfrmPolicy.blockFrom(remote, settings.policyPriority())));
        entries.add(new RouteEntry(Route.blackhole(remote, settings.table(), BLACKHOLE_METRIC)));
        if (remote instanceof Inet4Address) {
            entries.add(new PolicyEntry(XfrmPolicy.to(remote, true, settings.policyPriority())));
        } else {
            entries.add(new RuleEntry(RoutingRule.blackholeOfSctpTo(remote, settings.dropRulePriority())));
            entries.add(new PolicyEntry(XfrmPolicy.to(remote, false, settings.policyPriority())));
        }
        return entries;
    }
}
