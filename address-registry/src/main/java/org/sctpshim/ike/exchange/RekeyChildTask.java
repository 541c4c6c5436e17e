package org.sctpshim.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.crypto.Nonces;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.ProtocolId;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.SpiPair;

/**
 * Replaces one Child SA by a fresh one for the same path (RFC 7296 section 1.3.3): the new one is made, and only then
 * the old one is deleted. Where the peer replaces it at the same time, two are made, and the nonces say which of them
 * stays (section 2.8.1).
 */
public final class RekeyChildTask extends ChildExchange {
    private final SpiPair old;

    /** Replaces the Child SA with these SPIs. */
    public RekeyChildTask(PathId path, SpiPair old) {
        this(path, old, null);
    }

    private RekeyChildTask(PathId path, SpiPair old, @Nullable KeyExchangeMethod wanted) {
        super(path, true, wanted);
        this.old = old;
    }

    /** It is gone, or being replaced or deleted already. */
    @Override
    public boolean isMoot(ExchangeContext context) {
        ChildRekeyings rekeyings = context.children().rekeyings();
        boolean replaced =
                rekeyings.madeForPeer(old).filter(context.children()::has).isPresent();
        return !context.children().has(old) || replaced || rekeyings.isAsked(old) || rekeyings.isDeleting(old);
    }

    @Override
    public List<Payload> request(ExchangeContext context) {
        context.children().rekeyings().asked(old);
        List<Payload> payloads = new ArrayList<>();
        payloads.add(NotifyPayload.about(ProtocolId.ESP, EspSpi.write(old.inbound()), NotifyType.REKEY_SA));
        payloads.addAll(super.request(context));
        return payloads;
    }

    @Override
    void took(ExchangeContext context, ChildOutcome outcome, Nonces nonces, Optional<KeyExchangeMethod> other) {
        boolean peerReplaces = replacementOfPeer(context).isPresent()
                || context.furtherKeyExchanges().has(old);
        boolean redundant = peerReplaces && context.children().rekeyings().losesAgainstPeers(old, nonces);
        if (outcome instanceof ChildOutcome.Made made) {
            made(context, made.child(), redundant);
        } else if (outcome instanceof ChildOutcome.Unwanted unwanted) {
            context.queue(new DeleteChildTask(unwanted.spis(), unwanted.reason()));
            failed(context, unwanted.reason());
        } else if (outcome instanceof ChildOutcome.Refused refused) {
            refused(context, refused);
        }
        context.children().rekeyings().answered(old, !context.children().has(old));
        if (other.isPresent()) {
            context.queue(new RekeyChildTask(path, old, other.get()));
        }
    }

    private Optional<SpiPair> replacementOfPeer(ExchangeContext context) {
        return context.children().rekeyings().madeForPeer(old).filter(context.children()::has);
    }

    private void made(ExchangeContext context, ChildSa child, boolean redundant) {
        SpiPair fresh = child.spis();
        boolean doubled = context.children().usesOutboundSpi(fresh.outbound());
        if (redundant || doubled) {
            drop(context, child);
            context.queue(
                    new DeleteChildTask(fresh, redundant ? "redundant" : "the peer uses one SPI for two Child SAs"));
        } else if (context.children().wasDeletedEarly(fresh.outbound())) {
            drop(context, child);
            failed(context, "the peer deleted the replacement at once");
        } else {
            // What the peer began at the same time is the redundant one then, also where it is not done yet.
            context.furtherKeyExchanges().drop(context, old, "this host's own replacement has the place");
            context.children().add(child);
            // Where the old one ended meanwhile, the path may be protected anew already; it is one more then.
            boolean replaces = context.children().has(old);
            context.emit(
                    new SessionEvent.ChildEstablished(child, replaces ? Optional.of(old) : Optional.empty(), false));
            if (replaces) {
                context.queue(new DeleteReplacedTask(old));
            }
        }
    }

    private static void drop(ExchangeContext context, ChildSa child) {
        child.wipe();
        context.host().releaseSpi(child.spis().inbound());
    }

    private void refused(ExchangeContext context, ChildOutcome.Refused refused) {
        boolean superfluous =
                !context.children().has(old) || replacementOfPeer(context).isPresent();
        if (superfluous) {
            return;
        }
        if (refused.notification().is(NotifyType.CHILD_SA_NOT_FOUND)) {
            // RFC 7296 section 2.25: the peer has lost it, so it goes without a word, and the path is protected anew.
            context.children()
                    .remove(old)
                    .ifPresent(entry -> context.emit(new SessionEvent.ChildRemoved(
                            entry.path(), entry.spis(), "the peer does not know it any more")));
        }
        failed(context, refused.reason());
    }

    private void failed(ExchangeContext context, String reason) {
        context.emit(new SessionEvent.ChildRekeyFailed(path, old, reason));
        context.rekeyLater(old);
    }

    @Override
    public void abandoned(ExchangeContext context) {
        super.abandoned(context);
        context.children().rekeyings().answered(old, !context.children().has(old));
    }
}
