package org.sctpshim.ike.session;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.crypto.RandomSource;
import org.sctpshim.ike.exchange.NatState;
import org.sctpshim.ike.exchange.SessionHost;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;

/** What every phase of one session shares: its surroundings, the time of the current call, and what comes out. */
final class SessionScope {
    final SessionParameters parameters;
    final SessionHost host;
    final RandomSource random;
    final boolean initiator;
    final NatState nat;
    final Queue<IkeDatagram> datagrams = new ArrayDeque<>();
    final Queue<SessionEvent> events = new ArrayDeque<>();
    final Queue<IkeSession> successors = new ArrayDeque<>();
    private @Nullable Queue<SessionEvent> held;
    private long nowNs;

    SessionScope(SessionParameters parameters, SessionHost host, RandomSource random, boolean initiator) {
        this.parameters = parameters;
        this.host = host;
        this.random = random;
        this.initiator = initiator;
        this.nat = new NatState(parameters.natTraversal());
    }

    /** The time that the current call brought. */
    long nowNs() {
        return nowNs;
    }

    void setNow(long now) {
        nowNs = now;
    }

    Retransmission retransmission() {
        return initiator ? parameters.initiator() : parameters.responder();
    }

    void send(UdpEndpoints endpoints, Bytes message) {
        nat.sent(nowNs);
        datagrams.add(new IkeDatagram(endpoints, message));
    }

    void send(UdpEndpoints endpoints, SealedMessage message) {
        message.datagrams().forEach(datagram -> send(endpoints, datagram));
    }

    void sendKeepalive(UdpEndpoints endpoints) {
        nat.sent(nowNs);
        datagrams.add(IkeDatagram.keepalive(endpoints));
    }

    void emit(SessionEvent event) {
        (held == null ? events : held).add(event);
    }

    /** Keeps back what is told, until {@link #takeHeldEvents}. */
    void holdEvents() {
        held = new ArrayDeque<>();
    }

    /** What was kept back, in order; from now on nothing is any more. */
    List<SessionEvent> takeHeldEvents() {
        List<SessionEvent> told = held == null ? List.of() : List.copyOf(held);
        held = null;
        return told;
    }

    void dropped(DropReason reason) {
        host.dropped(reason);
    }

    Phase closed(String reason) {
        emit(new SessionEvent.Closed(reason));
        return new Closed();
    }
}
