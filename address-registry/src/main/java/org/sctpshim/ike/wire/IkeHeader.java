package org.sctpshim.ike.wire;

/**
 * The IKE header (RFC 7296 section 3.1), without the two fields that follow from the payloads: the first payload's type
 * and the length.
 *
 * <pre>
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                       IKE SA Initiator's SPI                  |
 * |                                                               |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                       IKE SA Responder's SPI                  |
 * |                                                               |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |  Next Payload | MjVer | MnVer | Exchange Type | Flags         |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                          Message ID                           |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                            Length                             |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * Flags: |X|X|R|V|I|X|X|X|
 * </pre>
 *
 * @param responderSpi 0 in the first message of an IKE_SA_INIT
 * @param response the R flag: the message answers one with the same message id
 * @param initiator the I flag: the sender is the original initiator of the IKE SA, whoever began this exchange
 * @param higherVersion the V flag: the sender could speak a higher major version
 * @param majorVersion 2 for all that we send and understand
 * @param minorVersion 0 for all that we send, ignored in what we receive
 * @param messageId unsigned
 */
public record IkeHeader(
        long initiatorSpi,
        long responderSpi,
        ExchangeType exchange,
        boolean response,
        boolean initiator,
        boolean higherVersion,
        int majorVersion,
        int minorVersion,
        int messageId) {
    /** Octets of the header. */
    public static final int OCTETS = 28;

    public static final int MAJOR_VERSION = 2;

    static final int FLAG_INITIATOR = 0x08;
    static final int FLAG_VERSION = 0x10;
    static final int FLAG_RESPONSE = 0x20;

    public IkeHeader {
        if ((majorVersion | minorVersion) >>> 4 != 0) {
            throw new IllegalArgumentException("no such version: " + majorVersion + "." + minorVersion);
        }
    }

    /** A request header of version 2.0. */
    public static IkeHeader request(
            long initiatorSpi, long responderSpi, ExchangeType exchange, boolean initiator, int messageId) {
        return new IkeHeader(
                initiatorSpi, responderSpi, exchange, false, initiator, false, MAJOR_VERSION, 0, messageId);
    }

    /** A response header of version 2.0. */
    public static IkeHeader response(
            long initiatorSpi, long responderSpi, ExchangeType exchange, boolean initiator, int messageId) {
        return new IkeHeader(initiatorSpi, responderSpi, exchange, true, initiator, false, MAJOR_VERSION, 0, messageId);
    }

    /** The header of the answer to this request, from the other side. */
    public IkeHeader answer() {
        return response(initiatorSpi, responderSpi, exchange, !initiator, messageId);
    }

    @Override
    public String toString() {
        return exchange
                + (response ? " response " : " request ")
                + Integer.toUnsignedString(messageId)
                + (initiator ? " by the initiator of " : " by the responder of ")
                + String.format("%016x/%016x", initiatorSpi, responderSpi);
    }
}
