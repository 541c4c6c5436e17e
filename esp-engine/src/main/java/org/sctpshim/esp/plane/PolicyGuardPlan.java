package org.sctpshim.esp.plane;

import java.net.InetAddress;
import java.util.List;
import org.sctpshim.esp.linux.XfrmPolicy;
import org.sctpshim.esp.plane.KernelEntry.PolicyEntry;

/**
 * The guards of a plane whose ESP is the kernel's: policies and nothing else. What protects a path is a policy of a lower
 * number, so that the block is what remains of a path without SAs.
 *
 * @param settings the plane's numbers
 */
record PolicyGuardPlan(PlaneSettings settings) implements GuardPlan {

    @Override
    public List<KernelEntry> base(boolean ipv6) {
        return List.of();
    }

    @Override
    public List<KernelEntry> host(InetAddress remote) {
        return List.of(
                new PolicyEntry(XfrmPolicy.blockFrom(remote, settings.policyPriority())),
                new PolicyEntry(XfrmPolicy.to(remote, true, settings.policyPriority())));
    }
}
