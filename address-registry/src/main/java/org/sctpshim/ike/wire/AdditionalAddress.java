package org.sctpshim.ike.wire;

/**
 * ADDITIONAL_IP4_ADDRESS or ADDITIONAL_IP6_ADDRESS (RFC 4555 section 4.2.3): one more address of the sender, 4 or 16
 * octets of data. All of a message's together replace the list that the peer held before.
 */
public record AdditionalAddress(IpAddress address) {
    public NotifyPayload toNotify() {
        return NotifyPayload.of(
                address.isIpv4() ? NotifyType.ADDITIONAL_IP4_ADDRESS : NotifyType.ADDITIONAL_IP6_ADDRESS,
                address.octets());
    }

    public static boolean isCarriedBy(NotifyPayload notify) {
        return notify.is(NotifyType.ADDITIONAL_IP4_ADDRESS) || notify.is(NotifyType.ADDITIONAL_IP6_ADDRESS);
    }

    /** Reads a notify of one of the two types. */
    public static AdditionalAddress read(NotifyPayload notify) throws MalformedMessageException {
        OctetReader in = OctetReader.over(notify.data());
        IpAddress address = IpAddress.read(in, notify.is(NotifyType.ADDITIONAL_IP4_ADDRESS), "additional address");
        in.requireEnd("additional address");
        return new AdditionalAddress(address);
    }
}
