package org.sctpshim.esp.plane;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sctpshim.esp.plane.PlaneSa.Direction;

/**
 * Keeps the policies of each flow in step with its SAs: with none, what blocks the host is all that is left.
 *
 * <p>An outbound policy names its SA. Otherwise the kernel would choose among those of a rekey, and not always the newest.
 *
 * <p>Threads: one at a time.
 */
final class XfrmFlows {

    /** What our request ids begin with; the rest numbers the flows. */
    private static final int REQUEST_IDS = 0x5c7b_0000;

    private static final int NUMBER_MASK = 0xffff;

    private final PlaneSettings settings;
    private final KernelGuards guards;
    private final Map<XfrmFlow, XfrmFlowState> flows = new LinkedHashMap<>();
    private int lastNumber;

    XfrmFlows(PlaneSettings settings, KernelGuards guards) {
        this.settings = settings;
        this.guards = guards;
    }

    /** Whether an SA with this request id was made by a plane of this kind. */
    static boolean isOurs(int requestId) {
        return (requestId & ~NUMBER_MASK) == REQUEST_IDS;
    }

    /** The request id of a flow's SAs. */
    int requestId(XfrmFlow flow) {
        return flows.computeIfAbsent(flow, any -> new XfrmFlowState(REQUEST_IDS | freshNumber())).requestId;
    }

    private int freshNumber() {
        if (flows.size() > NUMBER_MASK / 2) {
            throw new IllegalStateException("more than " + NUMBER_MASK / 2 + " flows in one plane");
        }
        int number = lastNumber;
        do {
            number = number + 1 & NUMBER_MASK;
        } while (isUsed(REQUEST_IDS | number));
        lastNumber = number;
        return number;
    }

    private boolean isUsed(int requestId) {
        return flows.values().stream().anyMatch(state -> state.requestId == requestId);
    }

    /** An SA is in the kernel: its flow's packets pass under it from now on. */
    void installed(XfrmSa sa) throws IOException {
        XfrmFlowState state = existing(sa.flow());
        sas(state, sa.direction()).add(sa);
        settle(sa.flow(), state, sa.direction());
    }

    /** An SA is about to be removed. False where it is not here, or was removed before. */
    boolean removing(XfrmSa sa) throws IOException {
        XfrmFlowState state = flows.get(sa.flow());
        if (state == null || !sas(state, sa.direction()).remove(sa)) {
            return false;
        }
        settle(sa.flow(), state, sa.direction());
        return true;
    }

    /** Forgets a flow that has no SAs, such as after the kernel refused its first one. */
    void forgetIfEmpty(XfrmFlow flow) {
        flows.computeIfPresent(flow, (any, state) -> state.isEmpty() ? null : state);
    }

    private void settle(XfrmFlow flow, XfrmFlowState state, Direction direction) throws IOException {
        if (direction == Direction.OUTBOUND) {
            seal(flow, state);
        } else {
            open(flow, state);
        }
        forgetIfEmpty(flow);
    }

    private void seal(XfrmFlow flow, XfrmFlowState state) throws IOException {
        if (!state.outbound.isEmpty()) {
            state.sealing = flow.sealedBy(newest(state.outbound), state.requestId, settings);
            guards.protect(state.sealing);
        } else if (state.sealing != null) {
            guards.unprotect(state.sealing);
            state.sealing = null;
        }
    }

    private void open(XfrmFlow flow, XfrmFlowState state) throws IOException {
        if (!state.inbound.isEmpty()) {
            state.opening = flow.openedLike(newest(state.inbound), state.requestId, settings);
            guards.protect(state.opening);
        } else if (state.opening != null) {
            guards.unprotect(state.opening);
            state.opening = null;
        }
    }

    private static XfrmSa newest(List<XfrmSa> sas) {
        return sas.get(sas.size() - 1);
    }

    /** All SAs, as a copy. */
    List<XfrmSa> all() {
        List<XfrmSa> all = new ArrayList<>();
        flows.values().forEach(state -> {
            all.addAll(state.outbound);
            all.addAll(state.inbound);
        });
        return all;
    }

    private XfrmFlowState existing(XfrmFlow flow) {
        XfrmFlowState state = flows.get(flow);
        if (state == null) {
            throw new IllegalStateException(flow + " has no request id");
        }
        return state;
    }

    private static List<XfrmSa> sas(XfrmFlowState state, Direction direction) {
        return direction == Direction.OUTBOUND ? state.outbound : state.inbound;
    }
}
