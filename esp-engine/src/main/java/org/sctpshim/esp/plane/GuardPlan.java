package org.sctpshim.esp.plane;

import java.net.InetAddress;
import java.util.List;
import org.sctpshim.esp.linux.RoutingRule;
import org.sctpshim.esp.linux.XfrmPolicy;
import org.sctpshim.esp.plane.KernelEntry.PolicyEntry;

/**
 * Which kernel entries keep SCTP of guarded hosts and ports from passing in clear, in one kind of plane. What blocks
 * outlives the process. Each list is in the order of putting: what blocks comes first.
 */
interface GuardPlan {

    /** The names and numbers of its entries. */
    PlaneSettings settings();

    /** What is there before any host is guarded, in one family. */
    List<KernelEntry> base(boolean ipv6);

    /** What blocks a host. */
    List<KernelEntry> host(InetAddress remote);

    /**
     * What blocks a port, for listeners, whose peers' addresses are not known beforehand: all SCTP to and from it, unless
     * what is done for a guarded host lets it pass.
     */
    default List<KernelEntry> port(InetAddress local, int port) {
        return List.of(
                new PolicyEntry(XfrmPolicy.blockToPort(local, port, settings().portPolicyPriority())),
                new PolicyEntry(XfrmPolicy.blockFromPort(local, port, settings().portPolicyPriority())));
    }

    /** Whether a policy found in the kernel was made by a plane with these settings. */
    default boolean isOurs(XfrmPolicy policy) {
        return policy.priority() >= settings().passPolicyPriority()
                && policy.priority() <= settings().portPolicyPriority();
    }

    /** Whether a rule with our origin number was made by a plane with these settings. */
    default boolean isOurs(RoutingRule rule) {
        return rule.priority() >= settings().markRulePriority()
                && rule.priority() <= settings().dropRulePriority();
    }
}
