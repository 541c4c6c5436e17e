package org.sctpshim.ike.wire;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An IKE message: as it stands on the wire, where a protected one ends with an unopened {@link EncryptedPayload}, or
 * opened, with the payloads from inside in that payload's place.
 */
public record IkeMessage(IkeHeader header, List<Payload> payloads) {
    public IkeMessage {
        payloads = List.copyOf(payloads);
    }

    public static IkeMessage of(IkeHeader header, Payload... payloads) {
        return new IkeMessage(header, List.of(payloads));
    }

    /** The first payload of this kind. */
    public <P extends Payload> Optional<P> first(Class<P> kind) {
        return all(kind).findFirst();
    }

    public <P extends Payload> Stream<P> all(Class<P> kind) {
        return payloads.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The first payload of this type and kind, for kinds that serve several types. */
    public <P extends Payload> Optional<P> first(PayloadType type, Class<P> kind) {
        return all(kind).filter(payload -> payload.type().equals(type)).findFirst();
    }

    /** IDi or IDr. */
    public Optional<Identification> identification(PayloadType type) {
        return first(type, IdentificationPayload.class).map(IdentificationPayload::identification);
    }

    /** TSi or TSr. */
    public Optional<List<TrafficSelector>> trafficSelectors(PayloadType type) {
        return first(type, TrafficSelectorPayload.class).map(TrafficSelectorPayload::selectors);
    }

    /** The first notify of the type. */
    public Optional<NotifyPayload> notification(NotifyType type) {
        return notifies().filter(notify -> notify.is(type)).findFirst();
    }

    public boolean has(NotifyType type) {
        return notification(type).isPresent();
    }

    public Stream<NotifyPayload> notifies() {
        return all(NotifyPayload.class);
    }

    /** The first notify that reports an error. */
    public Optional<NotifyPayload> error() {
        return notifies().filter(notify -> notify.kind().isError()).findFirst();
    }

    /** Whether its content is unopened: it ends with SK or SKF. */
    public boolean isSealed() {
        return payloads.stream().anyMatch(p -> p instanceof EncryptedPayload || p instanceof EncryptedFragmentPayload);
    }
}
