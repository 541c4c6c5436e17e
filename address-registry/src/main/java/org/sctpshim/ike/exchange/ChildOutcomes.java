package org.sctpshim.ike.exchange;

import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.registry.PathId;

/** Does what follows from the outcome of a negotiation that this host initiated. */
public final class ChildOutcomes {
    private ChildOutcomes() {}

    /** Takes note of a Child SA, or of its refusal; one that must not be used is deleted. */
    public static void take(ExchangeContext context, PathId path, ChildOutcome outcome) {
        if (outcome instanceof ChildOutcome.Made made) {
            ChildSa child = made.child();
            context.children().add(child.path(), child.spis());
            context.emit(new SessionEvent.ChildEstablished(child));
        } else if (outcome instanceof ChildOutcome.Refused refused) {
            context.emit(new SessionEvent.ChildRefused(path, refused.temporary(), refused.reason()));
        } else if (outcome instanceof ChildOutcome.Unwanted unwanted) {
            context.queue(new DeleteChildTask(unwanted.spis(), unwanted.reason()));
            context.emit(new SessionEvent.ChildRefused(path, false, unwanted.reason()));
        }
    }
}
