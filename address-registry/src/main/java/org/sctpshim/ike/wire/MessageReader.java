package org.sctpshim.ike.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads messages and payload chains (RFC 7296 section 3). Throws nothing but {@link MalformedMessageException},
 * whatever the bytes, and takes no more of anything than {@link WireLimits} say.
 */
public final class MessageReader {
    private static final int GENERIC_HEADER_OCTETS = 4;
    private static final int CRITICAL = 0x80;

    private MessageReader() {}

    /**
     * Reads the header alone and does not look at what follows it, so that a message of another major version can be
     * recognised and answered.
     */
    public static IkeHeader readHeader(byte[] message) throws MalformedMessageException {
        return Head.read(OctetReader.over(message)).header;
    }

    /**
     * Reads a message of major version 2 that fills the array. A protected one ends with an unopened payload.
     *
     * @param message the datagram's content, without the non-ESP marker of port 4500
     */
    public static IkeMessage read(byte[] message) throws MalformedMessageException {
        OctetReader in = OctetReader.over(message);
        if (message.length > WireLimits.MESSAGE_OCTETS) {
            throw in.malformed("message", "more than " + WireLimits.MESSAGE_OCTETS + " octets");
        }
        Head head = Head.read(in);
        if (head.header.majorVersion() != IkeHeader.MAJOR_VERSION) {
            throw in.malformed("version", "major version " + head.header.majorVersion());
        }
        if (head.length != message.length) {
            throw in.malformed("length", Integer.toUnsignedString(head.length) + " in " + message.length + " octets");
        }
        return new IkeMessage(head.header, readChain(head.firstPayload, in));
    }

    /**
     * Reads a chain of payloads without an IKE header: what was inside an encrypted payload.
     *
     * @param first the type of the first payload, {@link PayloadType#NONE} for an empty chain
     * @param chain nothing but the payloads: padding and pad length removed
     */
    public static List<Payload> readPayloads(PayloadType first, Bytes chain) throws MalformedMessageException {
        OctetReader in = OctetReader.over(chain);
        List<Payload> payloads = readChain(first, in);
        for (Payload payload : payloads) {
            if (payload instanceof EncryptedPayload || payload instanceof EncryptedFragmentPayload) {
                throw in.malformed("payload", payload.type() + " inside an encrypted payload");
            }
        }
        return payloads;
    }

    private static List<Payload> readChain(PayloadType first, OctetReader in) throws MalformedMessageException {
        List<Payload> payloads = new ArrayList<>();
        PayloadType type = first;
        while (!type.equals(PayloadType.NONE)) {
            if (payloads.size() == WireLimits.PAYLOADS) {
                throw in.malformed("payloads", "more than " + WireLimits.PAYLOADS);
            }
            PayloadType next = new PayloadType(in.u8("next payload"));
            boolean critical = (in.u8("payload flags") & CRITICAL) != 0;
            int length = in.u16("payload length");
            OctetReader body = in.sub(length - GENERIC_HEADER_OCTETS, type + " payload");
            Payload payload = PayloadBodies.read(type, next, critical, body);
            body.requireEnd(type + " payload");
            payloads.add(payload);
            // What an encrypted payload calls its next one is inside it.
            boolean last = payload instanceof EncryptedPayload || payload instanceof EncryptedFragmentPayload;
            type = last ? PayloadType.NONE : next;
        }
        in.requireEnd("payloads");
        return List.copyOf(payloads);
    }

    /** The header with the two fields that only the reader needs. */
    private record Head(IkeHeader header, PayloadType firstPayload, int length) {
        static Head read(OctetReader in) throws MalformedMessageException {
            long initiatorSpi = in.i64("initiator SPI");
            long responderSpi = in.i64("responder SPI");
            PayloadType first = new PayloadType(in.u8("next payload"));
            int version = in.u8("version");
            ExchangeType exchange = new ExchangeType(in.u8("exchange type"));
            int flags = in.u8("flags");
            int messageId = in.i32("message id");
            int length = in.i32("length");
            IkeHeader header = new IkeHeader(
                    initiatorSpi,
                    responderSpi,
                    exchange,
                    (flags & IkeHeader.FLAG_RESPONSE) != 0,
                    (flags & IkeHeader.FLAG_INITIATOR) != 0,
                    (flags & IkeHeader.FLAG_VERSION) != 0,
                    version >> 4,
                    version & 0xf,
                    messageId);
            return new Head(header, first, length);
        }
    }
}
