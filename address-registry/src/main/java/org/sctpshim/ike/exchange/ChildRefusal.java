package org.sctpshim.ike.exchange;

import org.sctpshim.ike.wire.NotifyType;

/** What an operator is told where the peer refuses a Child SA: its notification, what it means, and what to do. */
final class ChildRefusal {
    private ChildRefusal() {}

    static String sentence(NotifyType answer) {
        return "the peer answered " + answer + meaning(answer);
    }

    private static String meaning(NotifyType answer) {
        if (answer.equals(NotifyType.TS_UNACCEPTABLE)) {
            return ": it has no traffic selectors for these addresses and SCTP ports, or nothing listens there; correct"
                    + " its selectors, or the addresses and ports used here";
        }
        if (answer.equals(NotifyType.NO_PROPOSAL_CHOSEN)) {
            return ": no ESP algorithms in common, or another mode than transport mode; give both ends a profile and a"
                    + " mode that the other one takes";
        }
        if (answer.equals(NotifyType.SINGLE_PAIR_REQUIRED)) {
            return ": it takes selectors with one pair of addresses only";
        }
        if (answer.equals(NotifyType.NO_ADDITIONAL_SAS)) {
            return ": it takes no further Child SA under this IKE SA; raise its limit, or use fewer addresses";
        }
        return answer.equals(NotifyType.TEMPORARY_FAILURE) ? "" : "; its log tells why";
    }
}
