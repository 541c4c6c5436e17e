package org.sctpshim.ike.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * A proposal substructure (RFC 7296 section 3.3.1): a protocol with one choice of transforms, or several to choose from.
 *
 * <pre>
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * | Last Substruc |   RESERVED    |         Proposal Length       |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * | Proposal Num  |  Protocol ID  |    SPI Size   |Num  Transforms|
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * ~                        SPI (variable)                         ~
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * ~                        &lt;Transforms&gt;                           ~
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * @param number 1 for an offer's first proposal; the answer repeats the number it accepts
 * @param protocol IKE, AH or ESP
 * @param spi the sender's inbound SPI: 4 octets for ESP and AH, 8 where an IKE SA is rekeyed, none in IKE_SA_INIT
 * @param transforms in the order of the wire
 */
public record Proposal(int number, ProtocolId protocol, Bytes spi, List<Transform> transforms) {
    static final int MORE_FOLLOW = 2;

    public Proposal {
        if (number < 0 || number > 255 || spi.length() > 255 || transforms.size() > WireLimits.TRANSFORMS) {
            throw new IllegalArgumentException(
                    "no such proposal: number " + number + ", SPI " + spi + ", " + transforms.size() + " transforms");
        }
        transforms = List.copyOf(transforms);
    }

    /** The transforms of one type, in order of preference. */
    public List<Transform> transforms(TransformType type) {
        return transforms.stream().filter(t -> t.type().equals(type)).toList();
    }

    static Proposal read(OctetReader in) throws MalformedMessageException {
        in.skip(1, "proposal reserved");
        int length = in.u16("proposal length");
        OctetReader body = in.sub(length - 4, "proposal");
        int number = body.u8("proposal number");
        ProtocolId protocol = new ProtocolId(body.u8("proposal protocol"));
        int spiLength = body.u8("proposal SPI size");
        int count = body.u8("proposal transform count");
        Bytes spi = body.bytes(spiLength, "proposal SPI");
        if (count > WireLimits.TRANSFORMS) {
            throw body.malformed("proposal transform count", count + " are more than " + WireLimits.TRANSFORMS);
        }
        List<Transform> transforms = new ArrayList<>();
        for (int left = count; left > 0; left--) {
            requireMarker(body, left > 1 ? Transform.MORE_FOLLOW : 0, "transform");
            transforms.add(Transform.read(body));
        }
        body.requireEnd("proposal");
        return new Proposal(number, protocol, spi, transforms);
    }

    /** The octet that says whether another substructure follows. */
    static void requireMarker(OctetReader in, int expected, String structure) throws MalformedMessageException {
        int marker = in.u8(structure + " marker");
        if (marker != expected) {
            throw in.malformed(structure + " marker", marker + " where " + expected + " belongs");
        }
    }

    void write(OctetWriter out, boolean last) {
        int start = out.length();
        out.u8(last ? 0 : MORE_FOLLOW).u8(0).u16(0);
        out.u8(number)
                .u8(protocol.code())
                .u8(spi.length())
                .u8(transforms.size())
                .bytes(spi);
        for (int i = 0; i < transforms.size(); i++) {
            transforms.get(i).write(out, i == transforms.size() - 1);
        }
        out.u16At(start + 2, out.length() - start);
    }
}
