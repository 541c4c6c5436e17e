package org.sctpshim.ike.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.crypto.Agreement;
import org.sctpshim.ike.crypto.EphemeralKey;
import org.sctpshim.ike.crypto.IkeProposal;
import org.sctpshim.ike.crypto.IkeSuite;
import org.sctpshim.ike.crypto.KeyExchange;
import org.sctpshim.ike.crypto.Nonces;
import org.sctpshim.ike.crypto.ProposalSelection;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.crypto.Selected;
import org.sctpshim.ike.crypto.SuiteProposal;
import org.sctpshim.ike.exchange.Arrival;
import org.sctpshim.ike.exchange.ExchangeContext;
import org.sctpshim.ike.exchange.ExchangeTask;
import org.sctpshim.ike.exchange.FollowupTask;
import org.sctpshim.ike.exchange.KeyExchangeSeries;
import org.sctpshim.ike.exchange.Sequel;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.KeyExchangePayload;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.NoncePayload;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.SecurityAssociationPayload;

/**
 * Asks the peer to replace the IKE SA (RFC 7296 sections 1.3.2 and 2.18). Nothing else of this host is on its way
 * meanwhile: what waits goes over the new IKE SA.
 */
final class RekeyIkeTask implements ExchangeTask {
    private final SessionScope scope;
    private final IkeSaSuccession succession;
    private final KeyExchangeMethod method;
    private final boolean asIsAsked;
    private final long spi;
    private @Nullable NoncePayload nonce;
    private @Nullable EphemeralKey ephemeral;

    /** Begins with the key exchange that the IKE SA itself was made with. */
    RekeyIkeTask(SessionScope scope, IkeSaSuccession succession, KeyExchangeMethod method) {
        this(scope, succession, method, false);
    }

    private RekeyIkeTask(SessionScope scope, IkeSaSuccession succession, KeyExchangeMethod method, boolean asIsAsked) {
        this.scope = scope;
        this.succession = succession;
        this.method = method;
        this.asIsAsked = asIsAsked;
        this.spi = Spis.fresh(scope.random, scope.host);
    }

    @Override
    public ExchangeType exchange() {
        return ExchangeType.CREATE_CHILD_SA;
    }

    @Override
    public boolean isExclusive() {
        return true;
    }

    @Override
    public boolean isMoot(ExchangeContext context) {
        return succession.isUnderWay();
    }

    @Override
    public List<Payload> request(ExchangeContext context) {
        succession.asked();
        nonce = Nonces.fresh(scope.random);
        ephemeral = KeyExchange.of(method)
                .orElseThrow(() -> new IllegalStateException(method + " is not supported"))
                .generate(scope.random);
        List<Payload> payloads = new ArrayList<>();
        payloads.add(SuiteProposal.offer(succession.proposals(), IkeSpi.write(spi)));
        payloads.add(nonce);
        payloads.add(new KeyExchangePayload(method, ephemeral.publicValue()));
        payloads.add(NotifyPayload.windowSize(scope.parameters.window()));
        return payloads;
    }

    @Override
    public void answered(ExchangeContext context, IkeMessage response, Arrival arrival) {
        Optional<NotifyPayload> error = response.error();
        if (error.isPresent()) {
            succession.answered();
            Optional<KeyExchangeMethod> other = asIsAsked ? Optional.empty() : otherMethod(error.get());
            if (other.isPresent()) {
                context.queue(new RekeyIkeTask(scope, succession, other.get(), true));
            } else {
                succession.refused(error.get().kind());
            }
        } else if (!agree(context, response)) {
            succession.answered();
            succession.refused(NotifyType.NO_PROPOSAL_CHOSEN);
        }
        abandoned(context);
    }

    private Optional<KeyExchangeMethod> otherMethod(NotifyPayload error) {
        if (!error.is(NotifyType.INVALID_KE_PAYLOAD)) {
            return Optional.empty();
        }
        try {
            KeyExchangeMethod wanted = error.readWantedKeyExchange();
            boolean offered = succession.proposals().stream()
                    .map(IkeProposal::keyExchanges)
                    .anyMatch(methods -> methods.contains(wanted));
            return offered && !wanted.equals(method) ? Optional.of(wanted) : Optional.empty();
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    /** Makes the new IKE SA, or goes on with its key exchanges; false where the response does not lead to one. */
    private boolean agree(ExchangeContext context, IkeMessage response) {
        Optional<Selected<IkeSuite>> selected = response.first(SecurityAssociationPayload.class)
                .flatMap(answer -> ProposalSelection.accept(succession.proposals(), answer));
        Optional<Long> peerSpi = selected.flatMap(chosen -> IkeSpi.read(chosen.peerSpi()));
        Optional<KeyExchangePayload> theirs = response.first(KeyExchangePayload.class);
        Optional<NoncePayload> theirNonce = response.first(NoncePayload.class);
        boolean complete = peerSpi.isPresent() && theirs.isPresent() && theirNonce.isPresent();
        if (!complete
                || nonce == null
                || ephemeral == null
                || !selected.get().suite().keyExchange().equals(method)
                || !theirs.get().method().equals(method)) {
            return false;
        }
        if (!(ephemeral.agree(theirs.get().data()) instanceof Agreement.Agreed agreed)) {
            return false;
        }
        IkeSuite suite = selected.get().suite();
        KeyExchangeSeries series = new KeyExchangeSeries(agreed.secret(), suite.additionalKeyExchanges());
        Sequel sequel = succession.byThisHost(new AgreedIkeSa(
                Role.INITIATOR,
                suite,
                new Nonces(nonce, theirNonce.get()),
                spi,
                peerSpi.get(),
                AuthExtras.window(response)));
        Optional<NotifyPayload> link = response.notification(NotifyType.ADDITIONAL_KEY_EXCHANGE);
        if (series.isComplete()) {
            sequel.complete(context, series);
        } else if (link.isPresent()) {
            context.continueWith(new FollowupTask(series, link.get().data(), sequel, true));
        } else {
            series.wipe();
            return false;
        }
        return true;
    }

    @Override
    public void abandoned(ExchangeContext context) {
        if (ephemeral != null) {
            ephemeral.close();
        }
    }
}
