package org.sctpshim.esp.plane;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.plane.KernelEntry.PolicyEntry;

/**
 * What a plane has put into the kernel for one flow.
 *
 * <p>Threads: one at a time.
 */
final class XfrmFlowState {

    final int requestId;

    /** Oldest first; the last one seals. */
    final List<XfrmSa> outbound = new ArrayList<>();

    /** Any of them opens. */
    final List<XfrmSa> inbound = new ArrayList<>();

    /** What has packets sealed, null while the flow is blocked. */
    @Nullable
    PolicyEntry sealing;

    /** What lets opened packets in, null while the flow is blocked. */
    @Nullable
    PolicyEntry opening;

    XfrmFlowState(int requestId) {
        this.requestId = requestId;
    }

    boolean isEmpty() {
        return outbound.isEmpty() && inbound.isEmpty();
    }
}
