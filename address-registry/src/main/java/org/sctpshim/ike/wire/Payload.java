package org.sctpshim.ike.wire;

/**
 * One payload of an IKEv2 message (RFC 7296 section 3.2), without its generic header:
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * | Next Payload  |C|  RESERVED   |         Payload Length        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>All kinds are immutable values. The critical flag of a payload that we know has no meaning and is not kept.
 */
public sealed interface Payload
        permits SecurityAssociationPayload,
                KeyExchangePayload,
                IdentificationPayload,
                CertificatePayload,
                CertificateRequestPayload,
                AuthenticationPayload,
                NoncePayload,
                NotifyPayload,
                DeletePayload,
                VendorIdPayload,
                TrafficSelectorPayload,
                EncryptedPayload,
                EncryptedFragmentPayload,
                ConfigurationPayload,
                EapPayload,
                UnknownPayload {
    /** The type on the wire. */
    PayloadType type();

    /** Appends what follows the generic header. */
    void writeBody(OctetWriter out);
}
