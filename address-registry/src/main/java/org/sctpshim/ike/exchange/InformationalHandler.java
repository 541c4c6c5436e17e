package org.sctpshim.ike.exchange;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.sctpshim.ike.crypto.NatDetection;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.DeletePayload;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.IpAddress;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.ProtocolId;

/** Answers INFORMATIONAL requests: liveness, deletes, and everything of MOBIKE (RFC 7296 section 1.4, RFC 4555). */
public final class InformationalHandler implements RequestHandler {
    /** Keeps nothing of its own. */
    public InformationalHandler() {}

    @Override
    public List<Payload> answer(ExchangeContext context, IkeMessage request, Arrival arrival) {
        List<Payload> answer = new ArrayList<>();
        if (request.all(DeletePayload.class)
                .anyMatch(delete -> delete.protocol().equals(ProtocolId.IKE))) {
            context.closeAfterAnswer("the peer deleted the IKE SA");
            return answer;
        }
        if (request.has(NotifyType.AUTHENTICATION_FAILED)) {
            context.closeAfterAnswer(
                    "the peer could not authenticate this host: its log says why, and the identity, key or certificate that"
                            + " it expects of this host differs from what it got");
            return answer;
        }
        AuthenticationLifetime.take(context, request);
        detectNats(request, arrival, answer);
        if (context.mobike() && !new AddressUpdateHandler(context, request, arrival, answer).take()) {
            return answer;
        }
        deleteChildren(context, request, answer);
        return answer;
    }

    /** RFC 4555 section 3.8: hashes of what this end sees are answered with those of what it sends from and to. */
    private static void detectNats(IkeMessage request, Arrival arrival, List<Payload> answer) {
        if (request.has(NotifyType.NAT_DETECTION_SOURCE_IP) || request.has(NotifyType.NAT_DETECTION_DESTINATION_IP)) {
            UdpEndpoints ends = arrival.endpoints();
            answer.add(natDetection(
                    NotifyType.NAT_DETECTION_SOURCE_IP,
                    request,
                    ends.addresses().local(),
                    ends.localPort()));
            answer.add(natDetection(
                    NotifyType.NAT_DETECTION_DESTINATION_IP,
                    request,
                    ends.addresses().remote(),
                    ends.remotePort()));
        }
    }

    private static Payload natDetection(NotifyType type, IkeMessage request, InetAddress address, int port) {
        IkeHeader header = request.header();
        return NotifyPayload.of(
                type, NatDetection.hash(header.initiatorSpi(), header.responderSpi(), IpAddress.of(address), port));
    }

    private static void deleteChildren(ExchangeContext context, IkeMessage request, List<Payload> answer) {
        List<Bytes> ours = new ArrayList<>();
        request.all(DeletePayload.class)
                .filter(delete -> delete.protocol().equals(ProtocolId.ESP))
                .flatMap(delete -> delete.spis().stream())
                .forEach(spi -> EspSpi.read(spi)
                        .flatMap(context.children()::deletedByPeer)
                        .ifPresent(entry -> deleted(context, entry, ours)));
        if (!ours.isEmpty()) {
            answer.add(DeletePayload.esp(ours));
        }
    }

    /** RFC 7296 section 2.25.1: what this host is deleting itself is not named in the answer. */
    private static void deleted(ExchangeContext context, ChildSas.Entry entry, List<Bytes> ours) {
        ChildRekeyings rekeyings = context.children().rekeyings();
        boolean deletingToo = rekeyings.isDeleting(entry.spis());
        boolean replaced = deletingToo
                || rekeyings
                        .madeForPeer(entry.spis())
                        .filter(context.children()::has)
                        .isPresent();
        if (!deletingToo) {
            ours.add(EspSpi.write(entry.spis().inbound()));
        }
        context.emit(
                replaced
                        ? new SessionEvent.ChildRetired(entry.path(), entry.spis())
                        : new SessionEvent.ChildRemoved(entry.path(), entry.spis(), "the peer deleted the Child SA"));
        rekeyings.gone(entry.spis());
    }
}
