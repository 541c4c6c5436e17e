package org.sctpshim.ike.wire;

import java.util.List;

/** Writes messages and payload chains: the inverse of {@link MessageReader}. */
public final class MessageWriter {
    private static final int LENGTH_OFFSET = 24;
    private static final int CRITICAL = 0x80;

    private MessageWriter() {}

    /**
     * The message's octets.
     *
     * @throws IllegalArgumentException where an encrypted payload is not the last, or the message is too long
     */
    public static byte[] write(IkeMessage message) {
        OctetWriter out = new OctetWriter();
        writeHeader(out, message.header(), firstType(message.payloads()));
        writeChain(out, message.payloads());
        if (out.length() > WireLimits.MESSAGE_OCTETS) {
            throw new IllegalArgumentException("a message of " + out.length() + " octets");
        }
        return out.i32At(LENGTH_OFFSET, out.length()).toArray();
    }

    /** A chain of payloads alone, as it goes into an encrypted payload. */
    public static Bytes writePayloads(List<Payload> payloads) {
        OctetWriter out = new OctetWriter();
        writeChain(out, payloads);
        return out.toBytes();
    }

    /** The type that the header or the encrypted payload before such a chain names. */
    public static PayloadType firstType(List<Payload> payloads) {
        return payloads.isEmpty() ? PayloadType.NONE : payloads.get(0).type();
    }

    private static void writeHeader(OctetWriter out, IkeHeader header, PayloadType first) {
        int flags = (header.response() ? IkeHeader.FLAG_RESPONSE : 0)
                | (header.higherVersion() ? IkeHeader.FLAG_VERSION : 0)
                | (header.initiator() ? IkeHeader.FLAG_INITIATOR : 0);
        out.i64(header.initiatorSpi()).i64(header.responderSpi());
        out.u8(first.code()).u8(header.majorVersion() << 4 | header.minorVersion());
        out.u8(header.exchange().code()).u8(flags);
        out.i32(header.messageId()).i32(0);
    }

    private static void writeChain(OctetWriter out, List<Payload> payloads) {
        for (int i = 0; i < payloads.size(); i++) {
            boolean last = i == payloads.size() - 1;
            writePayload(
                    out,
                    payloads.get(i),
                    last ? PayloadType.NONE : payloads.get(i + 1).type(),
                    last);
        }
    }

    private static void writePayload(OctetWriter out, Payload payload, PayloadType next, boolean last) {
        int start = out.length();
        boolean critical = payload instanceof UnknownPayload unknown && unknown.critical();
        out.u8(named(payload, next, last).code()).u8(critical ? CRITICAL : 0).u16(0);
        payload.writeBody(out);
        out.u16At(start + 2, out.length() - start);
    }

    private static PayloadType named(Payload payload, PayloadType next, boolean last) {
        PayloadType inner = null;
        if (payload instanceof EncryptedPayload encrypted) {
            inner = encrypted.firstInner();
        } else if (payload instanceof EncryptedFragmentPayload fragment) {
            inner = fragment.firstInner();
        }
        if (inner == null) {
            return next;
        }
        if (!last) {
            throw new IllegalArgumentException(payload.type() + " is not the last payload");
        }
        return inner;
    }
}
