package org.sctpshim.ike.session;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.sctpshim.ike.crypto.Agreement;
import org.sctpshim.ike.crypto.EphemeralKey;
import org.sctpshim.ike.crypto.IkeSaKeys;
import org.sctpshim.ike.crypto.IkeSuite;
import org.sctpshim.ike.crypto.Nonces;
import org.sctpshim.ike.crypto.ProposalSelection;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.crypto.Selected;
import org.sctpshim.ike.crypto.Skeyseed;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeRules;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.KeyExchangePayload;
import org.sctpshim.ike.wire.NoncePayload;
import org.sctpshim.ike.wire.SecurityAssociationPayload;

/** What the initiator said in IKE_SA_INIT, for as long as an answer to it may still come. */
final class InitOffer {
    private final SessionScope scope;
    private final PeerEntry peer;
    private final List<UdpEndpoints> ways;
    private final long spi;
    private final NoncePayload nonce;
    private final KeyExchangeMethod method;
    private final EphemeralKey ephemeral;
    private final Bytes request;

    /**
     * The latest request.
     *
     * @param ways where it went
     * @param ephemeral this side's to close from now on
     * @param request as it went
     */
    InitOffer(
            SessionScope scope,
            PeerEntry peer,
            List<UdpEndpoints> ways,
            long spi,
            NoncePayload nonce,
            KeyExchangeMethod method,
            EphemeralKey ephemeral,
            Bytes request) {
        this.scope = scope;
        this.peer = peer;
        this.ways = List.copyOf(ways);
        this.spi = spi;
        this.nonce = nonce;
        this.method = method;
        this.ephemeral = ephemeral;
        this.request = request;
    }

    /** Whether it may be an answer, by its header. */
    static boolean isAnswer(IkeHeader header) {
        return header.response()
                && !header.initiator()
                && header.exchange().equals(ExchangeType.IKE_SA_INIT)
                && header.messageId() == 0;
    }

    /** Whether it has payloads that have no place in an answer, or lacks one. */
    static boolean isBroken(IkeMessage message) {
        return ExchangeRules.checkEnvelope(message)
                .or(() -> ExchangeRules.check(message))
                .filter(violation -> !violation.isOfNotify())
                .isPresent();
    }

    /** Whether it went over this way. */
    boolean wentOver(UdpEndpoints way) {
        return ways.contains(way);
    }

    /** Answers that come from now on are too late. */
    void close() {
        ephemeral.close();
    }

    /**
     * Takes an answer whose envelope is sound.
     *
     * @return what makes the phase that follows; empty where the answer is no good, which is counted
     */
    Optional<Supplier<Phase>> accept(Bytes raw, IkeMessage message, UdpEndpoints arrivedOver) {
        Optional<Selected<IkeSuite>> selected = message.first(SecurityAssociationPayload.class)
                .flatMap(answer -> ProposalSelection.accept(scope.parameters.ikeProposals(), answer));
        Optional<KeyExchangePayload> theirs = message.first(KeyExchangePayload.class);
        Optional<NoncePayload> theirNonce = message.first(NoncePayload.class);
        boolean complete = selected.isPresent() && theirs.isPresent() && theirNonce.isPresent();
        if (!complete
                || message.header().responderSpi() == 0
                || !selected.get().suite().keyExchange().equals(method)
                || !theirs.get().method().equals(method)
                || promisesTooLittle(selected.get().suite(), message)
                || !Nonces.suffices(theirNonce.get(), selected.get().suite().prf())
                || !(ephemeral.agree(theirs.get().data()) instanceof Agreement.Agreed agreed)) {
            scope.dropped(DropReason.RULE_BROKEN);
            return Optional.empty();
        }
        IkeSuite suite = selected.get().suite();
        Nonces nonces = new Nonces(nonce, theirNonce.get());
        return Optional.of(() -> next(raw, message, arrivedOver, suite, nonces, agreed));
    }

    /** Additional key exchanges were chosen, and the exchange they would take place in is not to be had. */
    private static boolean promisesTooLittle(IkeSuite suite, IkeMessage response) {
        return !suite.additionalKeyExchanges().isEmpty()
                && !InitAbilities.read(response).intermediate();
    }

    private Phase next(
            Bytes raw,
            IkeMessage message,
            UdpEndpoints arrivedOver,
            IkeSuite suite,
            Nonces nonces,
            Agreement.Agreed agreed) {
        InitAbilities abilities = InitAbilities.read(message);
        long responderSpi = message.header().responderSpi();
        IkeSaKeys keys = Skeyseed.initial(suite, nonces, agreed.secret()).keys(spi, responderSpi);
        scope.host.insecureLogKeys(keys);
        KeyedExchange exchange = new KeyedExchange(Role.INITIATOR, spi, responderSpi, nonces, keys, request, raw);
        if (scope.parameters.fragmentation().supported() && abilities.fragments()) {
            exchange.fragment(scope.parameters.fragmentation());
        }
        if (abilities.ppk() && peer.postquantumKey().isPresent()) {
            exchange.ppkIsAgreed();
        }
        return IntermediateSent.next(
                scope,
                peer,
                exchange,
                NatHandshake.onward(scope, message, arrivedOver),
                suite.additionalKeyExchanges(),
                abilities.childless());
    }
}
