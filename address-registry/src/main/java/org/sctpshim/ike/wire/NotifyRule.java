package org.sctpshim.ike.wire;

import static java.util.Map.entry;
import static org.sctpshim.ike.wire.MessageKind.CREATE_CHILD_SA_REQUEST;
import static org.sctpshim.ike.wire.MessageKind.CREATE_CHILD_SA_RESPONSE;
import static org.sctpshim.ike.wire.MessageKind.IKE_AUTH_REQUEST;
import static org.sctpshim.ike.wire.MessageKind.IKE_AUTH_RESPONSE;
import static org.sctpshim.ike.wire.MessageKind.IKE_FOLLOWUP_KE_REQUEST;
import static org.sctpshim.ike.wire.MessageKind.IKE_FOLLOWUP_KE_RESPONSE;
import static org.sctpshim.ike.wire.MessageKind.IKE_SA_INIT_REFUSAL;
import static org.sctpshim.ike.wire.MessageKind.IKE_SA_INIT_REQUEST;
import static org.sctpshim.ike.wire.MessageKind.IKE_SA_INIT_RESPONSE;
import static org.sctpshim.ike.wire.MessageKind.INFORMATIONAL_REQUEST;
import static org.sctpshim.ike.wire.MessageKind.INFORMATIONAL_RESPONSE;
import static org.sctpshim.ike.wire.MessageKind.REKEY_IKE_SA_RESPONSE;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The table of status notifies: where each may stand, and how often (RFC 7296 section 3.10.1, RFC 4555 section 4.2). One
 * that is not in the table may stand anywhere, since peers may send what we do not know.
 *
 * @param kinds the messages it may stand in
 * @param most how often
 */
record NotifyRule(Set<MessageKind> kinds, int most) {
    private static final int MANY = WireLimits.PAYLOADS;

    private static final Set<MessageKind> INIT = EnumSet.of(IKE_SA_INIT_REQUEST, IKE_SA_INIT_RESPONSE);
    private static final Set<MessageKind> AUTH = EnumSet.of(IKE_AUTH_REQUEST, IKE_AUTH_RESPONSE);
    private static final Set<MessageKind> CHILD =
            EnumSet.of(IKE_AUTH_REQUEST, IKE_AUTH_RESPONSE, CREATE_CHILD_SA_REQUEST, CREATE_CHILD_SA_RESPONSE);
    private static final Set<MessageKind> ADDRESSES =
            EnumSet.of(IKE_AUTH_REQUEST, IKE_AUTH_RESPONSE, INFORMATIONAL_REQUEST);
    private static final Set<MessageKind> NAT_DETECTION =
            EnumSet.of(IKE_SA_INIT_REQUEST, IKE_SA_INIT_RESPONSE, INFORMATIONAL_REQUEST, INFORMATIONAL_RESPONSE);

    private static final Set<MessageKind> FOLLOWED_UP = EnumSet.of(
            CREATE_CHILD_SA_RESPONSE, REKEY_IKE_SA_RESPONSE, IKE_FOLLOWUP_KE_REQUEST, IKE_FOLLOWUP_KE_RESPONSE);

    private static final Map<NotifyType, NotifyRule> TABLE = Map.ofEntries(
            entry(NotifyType.COOKIE, once(EnumSet.of(IKE_SA_INIT_REQUEST, IKE_SA_INIT_REFUSAL))),
            // A sender that does not know its address sends a source hash for each that it may have.
            entry(NotifyType.NAT_DETECTION_SOURCE_IP, new NotifyRule(NAT_DETECTION, MANY)),
            entry(NotifyType.NAT_DETECTION_DESTINATION_IP, once(NAT_DETECTION)),
            entry(NotifyType.IKEV2_FRAGMENTATION_SUPPORTED, once(INIT)),
            entry(NotifyType.SIGNATURE_HASH_ALGORITHMS, once(INIT)),
            entry(NotifyType.CHILDLESS_IKEV2_SUPPORTED, once(INIT)),
            entry(NotifyType.INTERMEDIATE_EXCHANGE_SUPPORTED, once(INIT)),
            entry(NotifyType.USE_PPK, once(INIT)),
            entry(NotifyType.PPK_IDENTITY, once(AUTH)),
            entry(NotifyType.NO_PPK_AUTH, once(EnumSet.of(IKE_AUTH_REQUEST))),
            entry(NotifyType.INITIAL_CONTACT, once(ADDRESSES)),
            entry(NotifyType.USE_TRANSPORT_MODE, once(CHILD)),
            entry(NotifyType.ESP_TFC_PADDING_NOT_SUPPORTED, once(CHILD)),
            entry(NotifyType.NON_FIRST_FRAGMENTS_ALSO, once(CHILD)),
            entry(NotifyType.REKEY_SA, once(EnumSet.of(CREATE_CHILD_SA_REQUEST))),
            entry(NotifyType.ADDITIONAL_KEY_EXCHANGE, once(FOLLOWED_UP)),
            entry(NotifyType.MOBIKE_SUPPORTED, once(AUTH)),
            entry(NotifyType.ADDITIONAL_IP4_ADDRESS, new NotifyRule(ADDRESSES, MANY)),
            entry(NotifyType.ADDITIONAL_IP6_ADDRESS, new NotifyRule(ADDRESSES, MANY)),
            entry(NotifyType.NO_ADDITIONAL_ADDRESSES, once(ADDRESSES)),
            entry(NotifyType.NO_NATS_ALLOWED, once(ADDRESSES)),
            entry(NotifyType.UPDATE_SA_ADDRESSES, once(EnumSet.of(INFORMATIONAL_REQUEST))),
            entry(NotifyType.COOKIE2, once(EnumSet.of(INFORMATIONAL_REQUEST, INFORMATIONAL_RESPONSE))));

    private static final NotifyRule ANYWHERE = new NotifyRule(EnumSet.allOf(MessageKind.class), MANY);

    private static NotifyRule once(Set<MessageKind> kinds) {
        return new NotifyRule(kinds, 1);
    }

    /** The row of a type. */
    static NotifyRule of(NotifyType type) {
        return TABLE.getOrDefault(type, ANYWHERE);
    }

    boolean allowedIn(MessageKind kind) {
        return kinds.contains(kind);
    }
}
