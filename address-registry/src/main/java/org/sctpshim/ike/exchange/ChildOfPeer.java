package org.sctpshim.ike.exchange;

import java.util.Optional;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.registry.SpiPair;

/** A Child SA that the peer asked for, when its further key exchanges are done (RFC 9370 section 2.2.4). */
final class ChildOfPeer implements Sequel {
    private final AgreedChild child;
    private final Optional<SpiPair> replaced;

    ChildOfPeer(AgreedChild child, Optional<SpiPair> replaced) {
        this.child = child;
        this.replaced = replaced;
    }

    /** Meanwhile room and SPI may have been taken by others, and what it was to replace may be gone. */
    @Override
    public Optional<NotifyType> complete(ExchangeContext context, KeyExchangeSeries series) {
        ChildSas children = context.children();
        if (children.isFull() || children.usesOutboundSpi(child.spis().outbound())) {
            series.wipe();
            context.host().releaseSpi(child.spis().inbound());
            return Optional.of(children.isFull() ? NotifyType.NO_ADDITIONAL_SAS : NotifyType.NO_PROPOSAL_CHOSEN);
        }
        CreateChildHandler.made(
                context,
                context.childNegotiation().complete(child, series),
                child.nonces(),
                replaced.filter(children::has));
        return Optional.empty();
    }

    @Override
    public void failed(ExchangeContext context, String reason) {
        context.host().releaseSpi(child.spis().inbound());
        // This host may have left it to the peer.
        replaced.filter(context.children()::has).ifPresent(context::rekeyLater);
    }
}
