package org.sctpshim.ike.session;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sctpshim.ike.crypto.RandomSource;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.exchange.ChildSas;
import org.sctpshim.ike.exchange.ExchangeTask;
import org.sctpshim.ike.exchange.RekeyChildTask;
import org.sctpshim.ike.exchange.SessionHost;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.sa.UdpEncapsulation;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.SpiPair;

/**
 * One IKE SA of this host, in either role.
 *
 * <p>Sans-I/O: after every call, drain {@link #pollEvent()} first and then {@link #pollDatagram()}, so that SAs are
 * installed before the peer can learn of them; call {@link #timeout} when {@link #deadlineNs()} has passed. Times are
 * nanoseconds of one monotonic clock. Not thread-safe: one thread owns it.
 */
public final class IkeSession {
    private final SessionScope scope;
    private final long ownSpi;
    private final Role role;
    private Phase phase;

    private IkeSession(SessionScope scope, long ownSpi, Role role, Phase phase) {
        this.scope = scope;
        this.ownSpi = ownSpi;
        this.role = role;
        this.phase = phase;
    }

    /**
     * Initiates an IKE SA; IKE_SA_INIT is ready to be sent.
     *
     * @param ways the end points to try, best first; they are tried in turn (RFC 4555 section 3.1)
     */
    public static IkeSession initiate(
            SessionParameters parameters,
            SessionHost host,
            RandomSource random,
            PeerEntry peer,
            List<UdpEndpoints> ways,
            long nowNs) {
        SessionScope scope = new SessionScope(parameters, host, random, true);
        scope.setNow(nowNs);
        long spi = Spis.fresh(random, host);
        return new IkeSession(scope, spi, Role.INITIATOR, InitSent.start(scope, peer, ways, spi));
    }

    /**
     * Answers an IKE_SA_INIT request; nothing is kept where the request is no good, and a refusal may have to be sent.
     *
     * @param raw the request as it came
     * @param request the same, read
     * @param demandCookie asks the initiator to show that it is there, which comes first where the answer is longer than
     *     the request; empty where it has shown it
     */
    public static IkeSession respond(
            SessionParameters parameters,
            SessionHost host,
            RandomSource random,
            Bytes raw,
            IkeMessage request,
            UdpEndpoints arrivedOver,
            Optional<Runnable> demandCookie,
            long nowNs) {
        SessionScope scope = new SessionScope(parameters, host, random, false);
        scope.setNow(nowNs);
        long spi = Spis.fresh(random, host);
        Phase first = InitAnswer.start(scope, spi, raw, request, arrivedOver, demandCookie);
        return new IkeSession(scope, spi, Role.RESPONDER, first);
    }

    /**
     * An IKE SA that may take the place of another one, and waits to inherit from it.
     *
     * @param role this host's role in the exchange that made it
     */
    static IkeSession succeed(
            SessionScope before, long ownSpi, Role role, IkeSa sa, Established old, IkeSaSuccession succession) {
        SessionScope scope = new SessionScope(before.parameters, before.host, before.random, before.initiator);
        scope.nat.inherit(before.nat);
        scope.setNow(before.nowNs());
        return new IkeSession(scope, ownSpi, role, Established.asSuccessor(scope, sa, old.endpoints(), succession));
    }

    /** The SPI that this host chose; it names the session on this host (RFC 7296 section 2.6). */
    public long ownSpi() {
        return ownSpi;
    }

    /** This host's role in the exchange that made the IKE SA, which its messages' flags tell. */
    public Role role() {
        return role;
    }

    /** Whether this host initiated the IKE SA, or the first one in a row that replaced each other (RFC 4555 section 1.3). */
    public boolean isInitiator() {
        return scope.initiator;
    }

    /** Whether the IKE SA is not authenticated yet. */
    public boolean isHalfOpen() {
        return !(phase instanceof Established) && !isClosed();
    }

    /** Whether this host sent IKE_AUTH and waits for the answer of a peer that answered before. */
    public boolean isAuthenticating() {
        return phase.isAuthenticating();
    }

    /** Whether the IKE SA is established. */
    public boolean isEstablished() {
        return phase instanceof Established;
    }

    /** How it stands; empty unless it is established and the one in use of those that replaced each other. */
    public Optional<IkeSaFacts> facts() {
        return phase instanceof Established established ? established.facts() : Optional.empty();
    }

    /** Whether the IKE SA has ended. */
    public boolean isClosed() {
        return phase instanceof Closed;
    }

    /** Takes a message with this IKE SA's SPIs. */
    public void handle(Bytes raw, IkeMessage message, UdpEndpoints arrivedOver, long nowNs) {
        scope.setNow(nowNs);
        phase = phase.handle(raw, message, arrivedOver);
    }

    /** Does what has fallen due. */
    public void timeout(long nowNs) {
        scope.setNow(nowNs);
        if (nowNs >= phase.deadlineNs()) {
            phase = phase.timeout();
        }
        if (nowNs >= keepaliveDueNs() && phase instanceof Established established) {
            established.keepNatAlive();
        }
    }

    /** When {@link #timeout} wants to be called; {@link Long#MAX_VALUE} for never. */
    public long deadlineNs() {
        return Math.min(phase.deadlineNs(), keepaliveDueNs());
    }

    private long keepaliveDueNs() {
        return phase instanceof Established ? scope.nat.keepaliveDueNs() : Long.MAX_VALUE;
    }

    /** The UDP ports by which the ESP of this IKE SA goes within UDP; none where no NAT is between (RFC 3948). */
    public Optional<UdpEncapsulation> encapsulation() {
        return phase instanceof Established established ? established.encapsulation() : Optional.empty();
    }

    /** Queues a request; without effect unless established. */
    public void queue(ExchangeTask task, long nowNs) {
        whenEstablished(nowNs, established -> established.queue(task));
    }

    /** Makes the peer answer something, so that a dead pair is found out (RFC 4555 section 3.5). */
    public void testLiveness(long nowNs) {
        whenEstablished(nowNs, Established::testLiveness);
    }

    /** Has the IKE SA leave its pair if the registry does not know it any more. */
    public void reconsiderPair(long nowNs) {
        whenEstablished(nowNs, Established::reconsiderPair);
    }

    /** How long the peer of an established IKE SA has been asked, and nothing authentic has come from it since. */
    public long silentNs(long nowNs) {
        scope.setNow(nowNs);
        return phase instanceof Established established ? established.silentNs() : 0;
    }

    /** Deletes the IKE SA; a half-open one just ends. */
    public void close(String reason, long nowNs) {
        if (isHalfOpen()) {
            abandon(reason, nowNs);
        } else {
            whenEstablished(nowNs, established -> established.askToClose(reason));
        }
    }

    /** Ends the IKE SA at once, without a word to the peer. */
    public void abandon(String reason, long nowNs) {
        scope.setNow(nowNs);
        phase = phase.abandon(reason);
    }

    /** Judges the peer's certificate anew if that waits for what the network says of it. */
    public void revocationAnswered(long nowNs) {
        scope.setNow(nowNs);
        phase = phase.revocationAnswered();
    }

    /** Takes over everything from the IKE SA whose place this one takes. */
    void inherit(Established old, long nowNs) {
        whenEstablished(nowNs, established -> established.inherit(old));
    }

    /** It is redundant: the peer deletes it, unless it never came to know it. */
    void endSoon(long nowNs) {
        whenEstablished(nowNs, Established::endSoon);
    }

    /** Runs the IKE SA over another pair, as an exchange of the one that it replaced came to require. */
    void moveTo(AddressPair pair, long nowNs) {
        whenEstablished(nowNs, established -> established.moveTo(pair));
    }

    /** Takes the end points that the peer moved the IKE SA to before it was replaced. */
    void movedByPeer(UdpEndpoints seen, long nowNs) {
        whenEstablished(nowNs, established -> established.movedByPeer(seen));
    }

    /** Replaces a Child SA, since it has been used for as much as it may be. */
    public void rekeyChild(PathId path, SpiPair spis, long nowNs) {
        whenEstablished(nowNs, established -> established.queue(new RekeyChildTask(path, spis)));
    }

    /** Replaces the IKE SA by another one with fresh keys. */
    public void rekeyIkeSa(long nowNs) {
        whenEstablished(nowNs, Established::rekeyIkeSa);
    }

    /** Whether it is established, has no Child SA, and nothing of this host's is on its way over it. */
    public boolean isUnused() {
        return phase instanceof Established established
                && established.children().size() == 0
                && established.isIdle();
    }

    /** Whether it is being deleted by this host. */
    public boolean isClosing() {
        return phase instanceof Established established && established.isClosing();
    }

    /** The peer could not be authenticated to anew: it is tried again later. */
    public void reauthenticateLater(long nowNs) {
        whenEstablished(nowNs, Established::reauthenticateLater);
    }

    /** Its Child SAs, as a copy. */
    public List<ChildSas.Entry> children() {
        return phase instanceof Established established ? established.children().all() : List.of();
    }

    /** How many Child SAs it has. */
    public int childCount() {
        return phase instanceof Established established ? established.children().size() : 0;
    }

    /** Whether the Child SA is this IKE SA's. */
    public boolean hasChild(SpiPair spis) {
        return phase instanceof Established established
                && established.children().has(spis);
    }

    /** Between which end points the ESP of this IKE SA goes within UDP; none where no NAT is between (RFC 3948). */
    public Optional<UdpEndpoints> encapsulatingEndpoints() {
        return phase instanceof Established established
                        && established.encapsulation().isPresent()
                ? Optional.of(established.endpoints())
                : Optional.empty();
    }

    /** Whether ESP goes to where the peer's comes from: the peer is behind a NAT, and this host is not. */
    public boolean espFollowsPeer() {
        return phase instanceof Established
                && scope.nat.status().peerBehind()
                && !scope.nat.status().thisHostBehind();
    }

    /** ESP of the peer came from there; without MOBIKE the IKE SA follows. */
    public void seenAt(UdpEndpoints seen, long nowNs) {
        whenEstablished(nowNs, established -> established.seenAt(seen));
    }

    /** Takes the next IKE SA that may take the place of this one; it belongs into the table of sessions at once. */
    public Optional<IkeSession> pollSuccessor() {
        return Optional.ofNullable(scope.successors.poll());
    }

    /** Takes the next event. */
    public Optional<SessionEvent> pollEvent() {
        return Optional.ofNullable(scope.events.poll());
    }

    /** Takes the next datagram to be sent. */
    public Optional<IkeDatagram> pollDatagram() {
        return Optional.ofNullable(scope.datagrams.poll());
    }

    private void whenEstablished(long nowNs, Consumer<Established> action) {
        if (phase instanceof Established established) {
            scope.setNow(nowNs);
            action.accept(established);
            phase = established.next();
        }
    }
}
