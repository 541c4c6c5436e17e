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
            case 33 -> SecurityAssociationPayload.read(body);
            case 34 -> KeyExchangePayload.read(body);
            case 35, 36 -> new IdentificationPayload(type, Identification.read(body));
            case 37 -> CertificatePayload.read(body);
            case 38 -> CertificateRequestPayload.read(body);
            case 39 -> AuthenticationPayload.read(body);
            case 40 -> NoncePayload.read(body);
            case 41 -> NotifyPayload.read(body);
            case 42 -> DeletePayload.read(body);
            case 43 -> VendorIdPayload.read(body);
            case 44, 45 -> TrafficSelectorPayload.read(type, body);
            case 46 -> EncryptedPayload.read(next, body);
            case 47 -> ConfigurationPayload.read(body);
            case 48 -> EapPayload.read(body);
            case 53 -> EncryptedFragmentPayload.read(next, body);
            default -> new UnknownPayload(type, critical, body.rest());
        };
    }
}
