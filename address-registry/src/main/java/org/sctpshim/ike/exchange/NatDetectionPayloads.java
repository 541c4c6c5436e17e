package org.sctpshim.ike.exchange;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sctpshim.ike.crypto.NatDetection;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.IpAddress;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;

/** NAT_DETECTION_SOURCE_IP and NAT_DETECTION_DESTINATION_IP of a message (RFC 7296 section 2.23). */
public final class NatDetectionPayloads {
    private NatDetectionPayloads() {}

    /** What a message says that may go over any of these ways: each of its addresses counts. */
    public static List<Payload> write(IkeHeader header, List<UdpEndpoints> ways) {
        Set<Bytes> sources = new LinkedHashSet<>();
        Set<Bytes> destinations = new LinkedHashSet<>();
        for (UdpEndpoints way : ways) {
            sources.add(here(header, way));
            destinations.add(there(header, way));
        }
        List<Payload> payloads = new ArrayList<>();
        sources.forEach(hash -> payloads.add(NotifyPayload.of(NotifyType.NAT_DETECTION_SOURCE_IP, hash)));
        destinations.forEach(hash -> payloads.add(NotifyPayload.of(NotifyType.NAT_DETECTION_DESTINATION_IP, hash)));
        return payloads;
    }

    /** What the payloads of a message, held against its headers, tell; empty where it lacks one of the two. */
    public static Optional<NatStatus> read(IkeMessage message, UdpEndpoints arrivedOver) {
        boolean both =
                message.has(NotifyType.NAT_DETECTION_SOURCE_IP) && message.has(NotifyType.NAT_DETECTION_DESTINATION_IP);
        if (!both) {
            return Optional.empty();
        }
        boolean peerAsItIs = has(message, NotifyType.NAT_DETECTION_SOURCE_IP, there(message.header(), arrivedOver));
        boolean thisHostAsItIs =
                has(message, NotifyType.NAT_DETECTION_DESTINATION_IP, here(message.header(), arrivedOver));
        return Optional.of(new NatStatus(true, !thisHostAsItIs, !peerAsItIs));
    }

    /** Where the sender of a message sees this host, as a hash. */
    static Optional<Bytes> destination(IkeMessage message) {
        return message.notification(NotifyType.NAT_DETECTION_DESTINATION_IP).map(NotifyPayload::data);
    }

    private static boolean has(IkeMessage message, NotifyType type, Bytes hash) {
        return message.notifies()
                .anyMatch(notify -> notify.is(type) && notify.data().equals(hash));
    }

    private static Bytes here(IkeHeader header, UdpEndpoints way) {
        return NatDetection.hash(
                header.initiatorSpi(),
                header.responderSpi(),
                IpAddress.of(way.addresses().local()),
                way.localPort());
    }

    private static Bytes there(IkeHeader header, UdpEndpoints way) {
        return NatDetection.hash(
                header.initiatorSpi(),
                header.responderSpi(),
                IpAddress.of(way.addresses().remote()),
                way.remotePort());
    }
}
