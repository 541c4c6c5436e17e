package org.sctpshim.ike.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * Delete payload (RFC 7296 section 3.11).
 *
 * <pre>
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * | Protocol ID   |   SPI Size    |          Num of SPIs          |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * ~               Security Parameter Index(es) (SPI)              ~
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * @param protocol IKE (then no SPI: the IKE SA that carries the message), AH or ESP
 * @param spis the sender's inbound SPIs, four octets each
 */
public record DeletePayload(ProtocolId protocol, List<Bytes> spis) implements Payload {
    private static final int CHILD_SPI_OCTETS = 4;

    public DeletePayload {
        spis = List.copyOf(spis);
        boolean wellFormed = protocol.equals(ProtocolId.IKE)
                ? spis.isEmpty()
                : spis.size() <= WireLimits.DELETED_SPIS
                        && spis.stream().allMatch(spi -> spi.length() == CHILD_SPI_OCTETS);
        if (!wellFormed) {
            throw new IllegalArgumentException("no such delete: " + protocol + " " + spis);
        }
    }

    /** Deletes the IKE SA that carries it. */
    public static DeletePayload ikeSa() {
        return new DeletePayload(ProtocolId.IKE, List.of());
    }

    public static DeletePayload esp(List<Bytes> spis) {
        return new DeletePayload(ProtocolId.ESP, spis);
    }

    @Override
    public PayloadType type() {
        return PayloadType.D;
    }

    static DeletePayload read(OctetReader in) throws MalformedMessageException {
        ProtocolId protocol = new ProtocolId(in.u8("delete protocol"));
        int spiLength = in.u8("delete SPI size");
        int count = in.u16("delete SPI count");
        boolean ike = protocol.equals(ProtocolId.IKE);
        // An IKE SA's delete has no SPI; some senders give its size all the same.
        if (ike ? count != 0 : spiLength != CHILD_SPI_OCTETS || count > WireLimits.DELETED_SPIS) {
            throw in.malformed("delete SPIs", count + " of " + spiLength + " octets for " + protocol);
        }
        List<Bytes> spis = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            spis.add(in.bytes(spiLength, "delete SPI"));
        }
        in.requireEnd("delete");
        return new DeletePayload(protocol, spis);
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(protocol.code())
                .u8(protocol.equals(ProtocolId.IKE) ? 0 : CHILD_SPI_OCTETS)
                .u16(spis.size());
        spis.forEach(out::bytes);
    }
}
