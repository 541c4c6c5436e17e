package org.sctpshim.ike.session;

import org.sctpshim.ike.exchange.DeleteChildTask;
import org.sctpshim.ike.exchange.RekeyChildTask;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.registry.SpiPair;

/**
 * What falls due as an IKE SA and its Child SAs get old (RFC 7296 section 2.8): each is replaced, and ends where that did
 * not succeed.
 */
final class Ageing {
    /** How long the peer may take to delete an IKE SA whose place another took, or to use one that it asked for. */
    private static final long SUCCESSION_NS = 60_000_000_000L;

    /** How long an IKE SA that nothing depends on waits for the peer. */
    private static final long REDUNDANT_NS = 10_000_000_000L;

    /** The least time between two authentications, whatever the peer says. */
    private static final long LEAST_NS = 10_000_000_000L;

    private final SessionScope scope;
    private final Established established;
    private final IkeSaAge ike = new IkeSaAge();
    private SaAges children;

    Ageing(SessionScope scope, Established established) {
        this.scope = scope;
        this.established = established;
        this.children = new SaAges(scope.parameters.lifetimes(), scope.random);
        begin();
    }

    private void begin() {
        ike.begin(scope.parameters.lifetimes(), scope.random, scope.nowNs());
    }

    /** The peer is authentic as of now; whoever initiated the IKE SA authenticates anew in time. */
    void authenticated() {
        ike.authenticated(scope.parameters.lifetimes(), scope.random, scope.nowNs());
    }

    /** The peer ends the IKE SA after this time (AUTH_LIFETIME, RFC 4478): this host authenticates anew before that. */
    void authenticationLimited(long lifetimeNs) {
        long soonNs = Math.max(LEAST_NS, lifetimeNs - lifetimeNs / 10);
        ike.reauthenticateBy(
                Lifetimes.after(scope.nowNs(), scope.parameters.lifetimes().shortened(soonNs, scope.random)));
    }

    /** This host could not authenticate anew just now. */
    void reauthenticateLater() {
        ike.reauthenticateBy(scope.nowNs() + LEAST_NS);
    }

    /** A Child SA begins its life. */
    void childBegan(SpiPair spis) {
        children.began(spis, established.children(), scope.nowNs());
    }

    /** A Child SA could not be replaced just now. */
    void rekeyChildLater(SpiPair spis) {
        children.later(spis, scope.nowNs());
    }

    /** The IKE SA could not be replaced just now. */
    void rekeyIkeAt(long atNs) {
        ike.rekeyAt(atNs);
    }

    /** Nothing depends on the IKE SA any more: it ends quietly if the peer does not do its part shortly. */
    void endSoon() {
        ike.onlyEndAt(scope.nowNs() + REDUNDANT_NS);
    }

    /** Whatever becomes of the IKE SA is the peer's to do, who has a while for it. */
    void waitForPeer() {
        ike.onlyEndAt(scope.nowNs() + SUCCESSION_NS);
    }

    /** A life of its own begins for an IKE SA that took another's place; its Child SAs and authentication go on ageing. */
    void inherit(Ageing old) {
        children = old.children;
        begin();
        ike.inheritAuthentication(old.ike);
    }

    /**
     * Does what has fallen due.
     *
     * @param active it is the IKE SA in use, and not one that was or may be replaced
     */
    void grow(boolean active) {
        long nowNs = scope.nowNs();
        if (active) {
            children.due(nowNs).forEach(this::grow);
        }
        if (ike.takeRekey(nowNs)) {
            established.rekeyIkeSa();
        }
        if (ike.takeReauthentication(nowNs) && scope.initiator) {
            scope.emit(new SessionEvent.ReauthenticationDue());
        }
        if (ike.takeEnd(nowNs)) {
            established.end();
        }
    }

    private void grow(SaAges.Due due) {
        established
                .children()
                .byOutboundSpi(due.spis().outbound())
                .filter(child -> child.spis().equals(due.spis()))
                .ifPresent(child -> established.queue(
                        due.hard()
                                ? new DeleteChildTask(child.spis(), "its lifetime ended")
                                : new RekeyChildTask(child.path(), child.spis())));
    }

    /** When the IKE SA is to be replaced; {@link Lifetimes#NEVER} for never. */
    long rekeyNs() {
        return ike.rekeyNs();
    }

    /** When the IKE SA ends; {@link Lifetimes#NEVER} for never. */
    long endNs() {
        return ike.endNs();
    }

    /** When {@link #grow} wants to be called; {@link Long#MAX_VALUE} for never. */
    long deadlineNs(boolean active) {
        return Math.min(ike.deadlineNs(), active ? children.deadlineNs() : Long.MAX_VALUE);
    }
}
