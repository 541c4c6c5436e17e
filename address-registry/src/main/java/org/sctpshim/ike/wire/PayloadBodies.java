package org.sctpshim.ike.wire;

/** Which record reads which payload type's body. */
final class PayloadBodies {
    private PayloadBodies() {}

    /**
     * @param next what the generic header calls the next payload, which for an encrypted one is the first inside
     * @param body the body alone
     */
    static Payload read(PayloadType type, PayloadType next, boolean critical, OctetReader body)
            throws MalformedMessageException {
        return switch (type.code()) {
            case 33 -> SecurityAssociationPayload.read(body); // SA
            case 34 -> KeyExchangePayload.read(body); // KE
            case 35, 36 -> new IdentificationPayload(type, Identification.read(body)); // IDi, IDr
            case 37 -> CertificatePayload.read(body); // CERT
            case 38 -> CertificateRequestPayload.read(body); // CERTREQ
            case 39 -> AuthenticationPayload.read(body); // AUTH
            case 40 -> NoncePayload.read(body); // NONCE
            case 41 -> NotifyPayload.read(body); // N
            case 42 -> DeletePayload.read(body); // D
            case 43 -> VendorIdPayload.read(body); // V
            case 44, 45 -> TrafficSelectorPayload.read(type, body); // TSi, TSr
            case 46 -> EncryptedPayload.read(next, body); // SK
            case 47 -> ConfigurationPayload.read(body); // CP
            case 48 -> EapPayload.read(body); // EAP
            case 53 -> EncryptedFragmentPayload.read(next, body); // SKF
            default -> new UnknownPayload(type, critical, body.rest());
        };
    }
}
