package org.sctpshim.ike.session;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.exchange.AddressList;
import org.sctpshim.ike.exchange.NatStatus;
import org.sctpshim.ike.exchange.NatVow;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.VendorIdPayload;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PeerClaim;

/**
 * What both ends say in IKE_AUTH besides authentication and the first Child SA: MOBIKE with the list of addresses (RFC
 * 4555 sections 3.2, 3.4 and 3.9), the window (RFC 7296 section 2.3), and the transport-mode extension.
 *
 * @param mobike MOBIKE_SUPPORTED is there; this host always sends it, so both have
 * @param listed the addresses listed
 * @param vow what NO_NATS_ALLOWED says
 * @param window how many requests the sender can take at once
 * @param announcesExtension the extension's vendor id is there
 */
record AuthExtras(boolean mobike, List<InetAddress> listed, NatVow vow, int window, boolean announcesExtension) {
    /**
     * Announces that the sender follows draft-dupont-mobike-transport-00: addresses it lists may be end points of
     * transport-mode SAs, and its lists are complete. RFC 4555 section 3.4 keeps the list from other uses, so this is
     * only done between ends that both say so or are configured to.
     */
    static final Bytes EXTENSION = Bytes.utf8("draft-dupont-mobike-transport-00/sctp-shim");

    /** No request of a peer with a larger window is held back, and no answer of ours beyond it is kept. */
    private static final int MAX_WINDOW = 64;

    static List<Payload> write(SessionScope scope, List<InetAddress> told, UdpEndpoints endpoints) {
        List<Payload> payloads = new ArrayList<>();
        payloads.add(NotifyPayload.of(NotifyType.ESP_TFC_PADDING_NOT_SUPPORTED));
        payloads.add(NotifyPayload.windowSize(scope.parameters.window()));
        payloads.add(NotifyPayload.of(NotifyType.MOBIKE_SUPPORTED));
        payloads.addAll(AddressList.write(told, endpoints.addresses().local()));
        NatVow.write(endpoints, scope.nat.status()).ifPresent(payloads::add);
        if (scope.parameters.announceExtension()) {
            payloads.add(new VendorIdPayload(EXTENSION));
        }
        return payloads;
    }

    static AuthExtras read(IkeMessage message, UdpEndpoints arrivedOver) {
        boolean announces = message.all(VendorIdPayload.class)
                .anyMatch(payload -> payload.vendorId().equals(EXTENSION));
        NatVow vow = NatVow.read(message, arrivedOver);
        return new AuthExtras(
                message.has(NotifyType.MOBIKE_SUPPORTED), list(message, vow), vow, window(message), announces);
    }

    /**
     * What the peer claims by all that.
     *
     * @param initiatedHere this host initiated the IKE SA
     */
    PeerClaim claim(AddressPair current, List<InetAddress> told, NatStatus nats, boolean initiatedHere) {
        return new PeerClaim(
                current,
                mobike ? listed : List.of(),
                told,
                mobike,
                announcesExtension,
                vow.finding(nats),
                initiatedHere);
    }

    private static List<InetAddress> list(IkeMessage message, NatVow vow) {
        if (vow == NatVow.BROKEN) {
            return List.of();
        }
        try {
            return AddressList.read(message).orElse(List.of());
        } catch (MalformedMessageException e) {
            return List.of();
        }
    }

    /** How many requests the sender of a message can take at once: 1 unless it says more (RFC 7296 section 2.3). */
    static int window(IkeMessage message) {
        Optional<NotifyPayload> notify = message.notification(NotifyType.SET_WINDOW_SIZE);
        try {
            return notify.isPresent() ? Math.min(MAX_WINDOW, notify.get().readWindowSize()) : 1;
        } catch (MalformedMessageException e) {
            return 1;
        }
    }
}
