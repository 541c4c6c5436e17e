package org.sctpshim.ike.exchange;

import java.util.Optional;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.registry.PathId;

/** Does what follows from the outcome of a negotiation that this host initiated. */
public final class ChildOutcomes {
    private ChildOutcomes() {}

    /** Takes note of a Child SA, or of its refusal; one that must not be used is deleted. */
    public static void take(ExchangeContext context, PathId path, ChildOutcome outcome) {
        if (outcome instanceof ChildOutcome.Made made) {
            made(context, made.child());
        } else if (outcome instanceof ChildOutcome.Refused refused) {
            context.emit(new SessionEvent.ChildRefused(path, refused.temporary(), refused.reason()));
        } else if (outcome instanceof ChildOutcome.Unwanted unwanted) {
            context.queue(new DeleteChildTask(unwanted.spis(), unwanted.reason()));
            context.emit(new SessionEvent.ChildRefused(path, false, unwanted.reason()));
        }
    }

    private static void made(ExchangeContext context, ChildSa child) {
        if (context.children().wasDeletedEarly(child.spis().outbound())) {
            child.wipe();
            context.host().releaseSpi(child.spis().inbound());
            context.emit(new SessionEvent.ChildRefused(child.path(), true, "the peer deleted the Child SA at once"));
        } else if (context.children().usesOutboundSpi(child.spis().outbound())) {
            child.wipe();
            context.host().releaseSpi(child.spis().inbound());
            String reason = "the peer uses one SPI for two Child SAs";
            context.queue(new DeleteChildTask(child.spis(), reason));
            context.emit(new SessionEvent.ChildRefused(child.path(), false, reason));
        } else {
            context.children().add(child);
            context.emit(new SessionEvent.ChildEstablished(child, Optional.empty(), false));
        }
    }
}
