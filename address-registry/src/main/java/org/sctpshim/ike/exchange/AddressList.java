package org.sctpshim.ike.exchange;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sctpshim.ike.wire.AdditionalAddress;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.IpAddress;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;

/**
 * The list of a host's addresses in ADDITIONAL_IP4_ADDRESS, ADDITIONAL_IP6_ADDRESS and NO_ADDITIONAL_ADDRESSES (RFC
 * 4555 sections 3.4 and 3.6).
 *
 * <p>Ours is always the complete list, the current address included: it then means the same whichever pair the message
 * went over, and an address does not silently leave the list when the IKE SA moves to it or away from it. A host with
 * one address, the one that the IKE SA uses, says NO_ADDITIONAL_ADDRESSES.
 */
public final class AddressList {
    private AddressList() {}

    /**
     * Writes the list.
     *
     * @param current this host's address of the IKE SA
     */
    public static List<Payload> write(List<InetAddress> addresses, InetAddress current) {
        if (addresses.isEmpty() || addresses.equals(List.of(current))) {
            return List.of(NotifyPayload.of(NotifyType.NO_ADDITIONAL_ADDRESSES));
        }
        return addresses.stream()
                .map(address -> (Payload) new AdditionalAddress(IpAddress.of(address)).toNotify())
                .toList();
    }

    /**
     * Reads the list.
     *
     * @return the addresses, or empty where the message says nothing of a list
     * @throws MalformedMessageException if an address has another length than its family
     */
    public static Optional<List<InetAddress>> read(IkeMessage message) throws MalformedMessageException {
        if (!isIn(message)) {
            return Optional.empty();
        }
        List<NotifyPayload> carriers =
                message.notifies().filter(AdditionalAddress::isCarriedBy).toList();
        Set<InetAddress> addresses = new LinkedHashSet<>();
        for (NotifyPayload carrier : carriers) {
            InetAddress address = AdditionalAddress.read(carrier).address().toInetAddress();
            if (isUnicast(address)) {
                addresses.add(address);
            }
        }
        return Optional.of(new ArrayList<>(addresses));
    }

    /** Whether the message says anything of a list. */
    public static boolean isIn(IkeMessage message) {
        return message.has(NotifyType.NO_ADDITIONAL_ADDRESSES)
                || message.notifies().anyMatch(AdditionalAddress::isCarriedBy);
    }

    private static boolean isUnicast(InetAddress address) {
        return !address.isAnyLocalAddress() && !address.isMulticastAddress() && !address.isLoopbackAddress();
    }
}
