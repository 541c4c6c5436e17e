package org.sctpshim.ike.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IkeMessage;

/**
 * The initiator has an answer to IKE_SA_INIT, and whoever saw the request could have sent it: so further answers are
 * taken beside it, and the handshake goes on with each of them until one has authenticated (RFC 7296 section 2.4). That
 * one is the IKE SA, and of the others nobody hears. Where none authenticates, the last one's reason counts.
 */
final class InitAnswers implements Phase {
    /** How many answers are taken at most: each costs a key exchange and a signature. */
    private static final int MOST = 4;

    /** One answer, and how far the handshake with whoever sent it has come. */
    private static final class Candidate {
        private final IkeMessage answer;
        private final UdpEndpoints arrivedOver;
        private Phase phase;

        Candidate(IkeMessage answer, UdpEndpoints arrivedOver, Phase phase) {
            this.answer = answer;
            this.arrivedOver = arrivedOver;
            this.phase = phase;
        }

        long responderSpi() {
            return answer.header().responderSpi();
        }

        boolean isOpen() {
            return !(phase instanceof Closed);
        }
    }

    private final SessionScope scope;
    private final InitOffer offer;
    private final List<Candidate> candidates = new ArrayList<>();
    /** Their paths, which nobody negotiates any more once the one that was to has ended. */
    private final List<SessionEvent> unmadeChildren = new ArrayList<>();

    private List<SessionEvent> lastFailure = List.of();

    private InitAnswers(SessionScope scope, InitOffer offer) {
        this.scope = scope;
        this.offer = offer;
    }

    /** Takes the first answer; empty where it is no good. */
    static Optional<Phase> begin(
            SessionScope scope, InitOffer offer, Bytes raw, IkeMessage answer, UdpEndpoints arrivedOver) {
        InitAnswers answers = new InitAnswers(scope, offer);
        return offer.accept(raw, answer, arrivedOver).map(next -> answers.add(answer, arrivedOver, next));
    }

    private Phase add(IkeMessage answer, UdpEndpoints arrivedOver, Supplier<Phase> next) {
        scope.holdEvents();
        Candidate candidate = new Candidate(answer, arrivedOver, next.get());
        candidates.add(candidate);
        return after(candidate);
    }

    @Override
    public Phase handle(Bytes raw, IkeMessage message, UdpEndpoints arrivedOver) {
        if (InitOffer.isAnswer(message.header())) {
            return further(raw, message, arrivedOver);
        }
        for (Candidate candidate : candidates) {
            if (candidate.responderSpi() == message.header().responderSpi() && candidate.isOpen()) {
                return go(candidate, phase -> phase.handle(raw, message, arrivedOver));
            }
        }
        scope.dropped(DropReason.UNEXPECTED_EXCHANGE);
        return this;
    }

    private Phase further(Bytes raw, IkeMessage message, UdpEndpoints arrivedOver) {
        long responderSpi = message.header().responderSpi();
        boolean another = candidates.size() < MOST
                && candidates.stream().noneMatch(known -> known.responderSpi() == responderSpi)
                && message.error().isEmpty()
                && offer.wentOver(arrivedOver)
                && !InitOffer.isBroken(message);
        Optional<Supplier<Phase>> next = another ? offer.accept(raw, message, arrivedOver) : Optional.empty();
        if (next.isPresent()) {
            return add(message, arrivedOver, next.get());
        }
        if (!another) {
            scope.dropped(DropReason.UNEXPECTED_EXCHANGE);
        }
        return this;
    }

    /** Lets one of them go on; what this host knows of NATs is then what its answer told. */
    private Phase go(Candidate candidate, Function<Phase, Phase> step) {
        scope.nat.detectInHandshake(candidate.answer, candidate.arrivedOver);
        scope.holdEvents();
        candidate.phase = step.apply(candidate.phase);
        return after(candidate);
    }

    private Phase after(Candidate candidate) {
        List<SessionEvent> told = scope.takeHeldEvents();
        if (candidate.phase instanceof Established) {
            offer.close();
            abandonAllBut(candidate);
            // After what the one that authenticated made: a path that it protects needs no other attempt.
            told.forEach(scope::emit);
            unmadeChildren.forEach(scope::emit);
            return candidate.phase;
        }
        if (!candidate.isOpen()) {
            noteUnmadeChildren(told);
            lastFailure = told;
        }
        return candidates.stream().anyMatch(Candidate::isOpen) ? this : ended();
    }

    private void abandonAllBut(Candidate candidate) {
        for (Candidate other : candidates) {
            if (other != candidate && other.isOpen()) {
                scope.holdEvents();
                other.phase.abandon("another answer was the peer's");
                noteUnmadeChildren(scope.takeHeldEvents());
            }
        }
    }

    /** Of a handshake that ends nobody hears, but of the path that was to be protected with it. */
    private void noteUnmadeChildren(List<SessionEvent> told) {
        told.stream().filter(InitAnswers::isUnmadeChild).forEach(unmadeChildren::add);
    }

    private static boolean isUnmadeChild(SessionEvent event) {
        return event instanceof SessionEvent.ChildRefused;
    }

    private Phase ended() {
        offer.close();
        unmadeChildren.forEach(scope::emit);
        lastFailure.stream().filter(event -> !isUnmadeChild(event)).forEach(scope::emit);
        return new Closed();
    }

    @Override
    public Phase timeout() {
        return each(phase -> phase.deadlineNs() <= scope.nowNs() ? phase.timeout() : phase);
    }

    @Override
    public Phase revocationAnswered() {
        return each(Phase::revocationAnswered);
    }

    @Override
    public Phase abandon(String reason) {
        return each(phase -> phase.abandon(reason));
    }

    private Phase each(Function<Phase, Phase> step) {
        for (Candidate candidate : List.copyOf(candidates)) {
            if (candidate.isOpen()) {
                Phase next = go(candidate, step);
                if (next != this) {
                    return next;
                }
            }
        }
        return this;
    }

    @Override
    public long deadlineNs() {
        return candidates.stream()
                .filter(Candidate::isOpen)
                .mapToLong(candidate -> candidate.phase.deadlineNs())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    @Override
    public boolean isAuthenticating() {
        return candidates.stream().anyMatch(candidate -> candidate.phase.isAuthenticating());
    }
}
