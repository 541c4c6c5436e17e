package org.sctpshim.ike.session;

import java.util.List;
import org.sctpshim.ike.exchange.NatDetectionPayloads;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.Payload;

/** NAT detection in IKE_SA_INIT (RFC 7296 section 2.23); without a say where policy forbids NATs. */
final class NatHandshake {
    private NatHandshake() {}

    /** What an initiator says that may send the request over any of these ways. */
    static List<Payload> offer(SessionScope scope, IkeHeader header, List<UdpEndpoints> ways) {
        return scope.nat.isAllowed() ? NatDetectionPayloads.write(header, ways) : List.of();
    }

    /** What a responder answers, after it has taken note of what the request says. */
    static List<Payload> answer(SessionScope scope, IkeMessage request, IkeHeader header, UdpEndpoints arrivedOver) {
        scope.nat.detectInHandshake(request, arrivedOver);
        return scope.nat.status().traversal() ? NatDetectionPayloads.write(header, List.of(arrivedOver)) : List.of();
    }

    /** Where an initiator goes on: over port 4500 with a responder that traverses NATs, even if none is there. */
    static UdpEndpoints onward(SessionScope scope, IkeMessage response, UdpEndpoints arrivedOver) {
        scope.nat.detectInHandshake(response, arrivedOver);
        return scope.nat.floated(arrivedOver);
    }
}
