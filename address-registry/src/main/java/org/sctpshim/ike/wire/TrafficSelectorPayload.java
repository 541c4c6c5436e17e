package org.sctpshim.ike.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * Traffic Selector payload (RFC 7296 section 3.13), TSi or TSr: a count, three reserved octets, the selectors.
 *
 * @param type {@link PayloadType#TSI} or {@link PayloadType#TSR}
 * @param selectors those of a known type; may be empty: some responders refuse that way
 */
public record TrafficSelectorPayload(PayloadType type, List<TrafficSelector> selectors) implements Payload {
    public TrafficSelectorPayload {
        if (!type.equals(PayloadType.TSI) && !type.equals(PayloadType.TSR)) {
            throw new IllegalArgumentException(type + " is neither TSi nor TSr");
        }
        if (selectors.size() > WireLimits.TRAFFIC_SELECTORS) {
            throw new IllegalArgumentException(selectors.size() + " selectors");
        }
        selectors = List.copyOf(selectors);
    }

    public static TrafficSelectorPayload initiator(TrafficSelector... selectors) {
        return new TrafficSelectorPayload(PayloadType.TSI, List.of(selectors));
    }

    public static TrafficSelectorPayload responder(TrafficSelector... selectors) {
        return new TrafficSelectorPayload(PayloadType.TSR, List.of(selectors));
    }

    static TrafficSelectorPayload read(PayloadType type, OctetReader in) throws MalformedMessageException {
        int count = in.u8("selector count");
        in.skip(3, "selectors reserved");
        if (count > WireLimits.TRAFFIC_SELECTORS) {
            throw in.malformed("selector count", count + " are more than " + WireLimits.TRAFFIC_SELECTORS);
        }
        List<TrafficSelector> selectors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TrafficSelector.read(in).ifPresent(selectors::add);
        }
        in.requireEnd("selectors");
        return new TrafficSelectorPayload(type, selectors);
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(selectors.size()).u8(0).u16(0);
        selectors.forEach(selector -> selector.write(out));
    }
}
