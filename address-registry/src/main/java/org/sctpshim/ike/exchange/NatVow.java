package org.sctpshim.ike.exchange;

import java.util.Optional;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.IpAddress;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.NoNatsAllowed;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.registry.NatFinding;

/** What a message vows of NATs on its way by NO_NATS_ALLOWED (RFC 4555 section 3.9). */
public enum NatVow {
    /** It says nothing. */
    ABSENT,
    /** It names the end points that its headers have: no NAT changed them. */
    KEPT,
    /** It names other end points: a NAT is between, and nothing in the message may be used. */
    BROKEN;

    /** The vow of a message that this host sends; none where a NAT is traversed. */
    public static Optional<Payload> write(UdpEndpoints endpoints, NatStatus known) {
        if (known.isAnywhere()) {
            return Optional.empty();
        }
        return Optional.of(new NoNatsAllowed(
                        IpAddress.of(endpoints.addresses().local()),
                        IpAddress.of(endpoints.addresses().remote()),
                        endpoints.localPort(),
                        endpoints.remotePort())
                .toNotify());
    }

    /** What the vow of a message, and what NAT detection found before, tell of NATs. */
    public NatFinding finding(NatStatus detected) {
        if (detected.isAnywhere() || this == BROKEN) {
            return NatFinding.DETECTED;
        }
        if (this == KEPT) {
            return NatFinding.VOWED;
        }
        return detected.traversal() ? NatFinding.NOT_DETECTED : NatFinding.UNKNOWN;
    }

    /** Holds the vow of a received message against its headers. */
    public static NatVow read(IkeMessage message, UdpEndpoints arrivedOver) {
        NotifyPayload notify = message.notification(NotifyType.NO_NATS_ALLOWED).orElse(null);
        if (notify == null) {
            return ABSENT;
        }
        NoNatsAllowed seen = new NoNatsAllowed(
                IpAddress.of(arrivedOver.addresses().remote()),
                IpAddress.of(arrivedOver.addresses().local()),
                arrivedOver.remotePort(),
                arrivedOver.localPort());
        try {
            return NoNatsAllowed.read(notify).equals(seen) ? KEPT : BROKEN;
        } catch (MalformedMessageException e) {
            return BROKEN;
        }
    }
}
