package org.sctpshim.examples.demo.capture;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The header of an IKE message, which is never encrypted (RFC 7296, section 3.1).
 *
 * <pre>
 * initiatorSpi(8) responderSpi(8) nextPayload(1) version(1) exchangeType(1) flags(1) messageId(4) length(4)
 * </pre>
 *
 * @param initiatorSpi the IKE SA's name on the side that opened it
 * @param responderSpi the other one; 0 in the first request
 * @param exchangeType 34 IKE_SA_INIT, 35 IKE_AUTH, 36 CREATE_CHILD_SA, 37 INFORMATIONAL
 * @param fromInitiator whether the side that opened the IKE SA sent it
 * @param response whether it answers
 * @param messageId number of the request it is, or answers
 */
public record IkeHeader(
        long initiatorSpi,
        long responderSpi,
        int exchangeType,
        boolean fromInitiator,
        boolean response,
        long messageId) {
    private static final int BYTES = 28;
    private static final int FLAG_INITIATOR = 0x08;
    private static final int FLAG_RESPONSE = 0x20;

    /** Reads a header from the start of a big-endian buffer; empty if the message is too short for one. */
    static Optional<IkeHeader> read(ByteBuffer message) {
        if (message.remaining() < BYTES) {
            return Optional.empty();
        }
        int flags = message.get(19);
        return Optional.of(new IkeHeader(
                message.getLong(0),
                message.getLong(8),
                Byte.toUnsignedInt(message.get(18)),
                (flags & FLAG_INITIATOR) != 0,
                (flags & FLAG_RESPONSE) != 0,
                Integer.toUnsignedLong(message.getInt(20))));
    }

    /** The exchange's name, or its number if it has none here. */
    public String exchangeName() {
        return switch (exchangeType) {
            case 34 -> "IKE_SA_INIT";
            case 35 -> "IKE_AUTH";
            case 36 -> "CREATE_CHILD_SA";
            case 37 -> "INFORMATIONAL";
            default -> "exchange " + exchangeType;
        };
    }

    /** Whether the request of this exchange came from the side that opened the IKE SA. */
    boolean askedByInitiator() {
        return fromInitiator != response;
    }
}
