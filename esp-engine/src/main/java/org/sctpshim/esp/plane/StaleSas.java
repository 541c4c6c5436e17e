package org.sctpshim.esp.plane;

import java.io.IOException;
import org.sctpshim.esp.linux.XfrmPolicies;
import org.sctpshim.esp.linux.XfrmPolicy;
import org.sctpshim.esp.linux.XfrmStates;
import org.sctpshim.esp.linux.XfrmTemplate;
import org.sctpshim.esp.linux.XfrmUsage;

/** SAs that a plane has left in the kernel when its process died. Nobody could rekey or delete them any more. */
final class StaleSas {

    private StaleSas() {}

    /**
     * Removes them in the calling thread's network namespace, in which no plane may run. What blocks stays. The policies go
     * first, so that no packet asks for an SA that is gone.
     */
    static void remove() throws IOException {
        try (XfrmPolicies policies = XfrmPolicies.open();
                XfrmStates states = XfrmStates.open()) {
            for (XfrmPolicy policy : policies.all()) {
                XfrmTemplate template = policy.template();
                if (template != null && XfrmFlows.isOurs(template.requestId())) {
                    policies.remove(policy);
                }
            }
            for (XfrmUsage usage : states.all()) {
                if (XfrmFlows.isOurs(usage.requestId())) {
                    states.remove(usage.spi(), usage.destination());
                }
            }
        }
    }
}
