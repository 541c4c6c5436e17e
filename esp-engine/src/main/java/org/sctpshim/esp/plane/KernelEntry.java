package org.sctpshim.esp.plane;

import java.io.IOException;
import org.sctpshim.esp.linux.Route;
import org.sctpshim.esp.linux.RoutingRule;
import org.sctpshim.esp.linux.Rtnetlink;
import org.sctpshim.esp.linux.XfrmPolicies;
import org.sctpshim.esp.linux.XfrmPolicy;

/** One thing that a plane has put into the kernel. Putting it twice and removing it twice do no harm. */
sealed interface KernelEntry {

    void put(Rtnetlink netlink, XfrmPolicies policies) throws IOException;

    void remove(Rtnetlink netlink, XfrmPolicies policies) throws IOException;

    record PolicyEntry(XfrmPolicy policy) implements KernelEntry {
        @Override
        public void put(Rtnetlink netlink, XfrmPolicies policies) throws IOException {
            if (policy.template() == null) {
                policies.add(policy);
            } else {
                policies.replace(policy);
            }
        }

        @Override
        public void remove(Rtnetlink netlink, XfrmPolicies policies) throws IOException {
            policies.remove(policy);
        }
    }

    record RuleEntry(RoutingRule rule) implements KernelEntry {
        @Override
        public void put(Rtnetlink netlink, XfrmPolicies policies) throws IOException {
            netlink.addRule(rule);
        }

        @Override
        public void remove(Rtnetlink netlink, XfrmPolicies policies) throws IOException {
            netlink.removeRule(rule);
        }
    }

    record RouteEntry(Route route) implements KernelEntry {
        @Override
        public void put(Rtnetlink netlink, XfrmPolicies policies) throws IOException {
            netlink.putRoute(route);
        }

        @Override
        public void remove(Rtnetlink netlink, XfrmPolicies policies) throws IOException {
            netlink.removeRoute(route);
        }
    }
}
