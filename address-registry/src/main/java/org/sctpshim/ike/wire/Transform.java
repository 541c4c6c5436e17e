package org.sctpshim.ike.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A transform substructure (RFC 7296 section 3.3.2): one algorithm, offered or chosen.
 *
 * <pre>
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * | Last Substruc |   RESERVED    |        Transform Length       |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |Transform Type |   RESERVED    |          Transform ID         |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * ~                      Transform Attributes                     ~
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * @param type which kind of algorithm
 * @param id the number in that kind's registry
 * @param attributes in the order of the wire
 */
public record Transform(TransformType type, int id, List<TransformAttribute> attributes) {
    static final int HEADER_OCTETS = 8;
    static final int MORE_FOLLOW = 3;

    public Transform {
        if (id < 0 || id > 0xffff) {
            throw new IllegalArgumentException("transform id " + id + " is not in 0..65535");
        }
        attributes = List.copyOf(attributes);
    }

    public static Transform of(TransformType type, int id) {
        return new Transform(type, id, List.of());
    }

    /** For algorithms with several key lengths, in bits. */
    public static Transform of(EncryptionAlgorithm algorithm, int keyBits) {
        return new Transform(TransformType.ENCR, algorithm.code(), List.of(TransformAttribute.keyLength(keyBits)));
    }

    /** For algorithms with one key length, which must not be named. */
    public static Transform of(EncryptionAlgorithm algorithm) {
        return of(TransformType.ENCR, algorithm.code());
    }

    public static Transform of(PseudorandomFunction function) {
        return of(TransformType.PRF, function.code());
    }

    public static Transform of(IntegrityAlgorithm algorithm) {
        return of(TransformType.INTEG, algorithm.code());
    }

    public static Transform of(KeyExchangeMethod method) {
        return of(TransformType.KE, method.code());
    }

    public static Transform of(SequenceNumbers numbers) {
        return of(TransformType.ESN, numbers.code());
    }

    /** The key length attribute, in bits. */
    public OptionalInt keyLengthBits() {
        return attributes.stream()
                .filter(a -> a.type() == TransformAttribute.KEY_LENGTH && a.fixed())
                .mapToInt(a -> a.value().at(0) << 8 | a.value().at(1))
                .findFirst();
    }

    static Transform read(OctetReader in) throws MalformedMessageException {
        in.skip(1, "transform reserved");
        int length = in.u16("transform length");
        OctetReader body = in.sub(length - 4, "transform");
        TransformType type = new TransformType(body.u8("transform type"));
        body.skip(1, "transform reserved");
        int id = body.u16("transform id");
        List<TransformAttribute> attributes = new ArrayList<>();
        while (!body.atEnd()) {
            if (attributes.size() == WireLimits.ATTRIBUTES) {
                throw body.malformed("transform attributes", "more than " + WireLimits.ATTRIBUTES);
            }
            attributes.add(TransformAttribute.read(body));
        }
        return new Transform(type, id, attributes);
    }

    void write(OctetWriter out, boolean last) {
        int start = out.length();
        out.u8(last ? 0 : MORE_FOLLOW).u8(0).u16(0);
        out.u8(type.code()).u8(0).u16(id);
        attributes.forEach(attribute -> attribute.write(out));
        out.u16At(start + 2, out.length() - start);
    }

    /** The algorithm's name, with its key length. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name());
        keyLengthBits().ifPresent(bits -> text.append('-').append(bits));
        attributes.stream()
                .filter(a -> a.type() != TransformAttribute.KEY_LENGTH)
                .forEach(a -> text.append('+').append(a.type()).append('=').append(a.value()));
        return text.toString();
    }

    private String name() {
        return switch (type.code()) {
            case 1 -> new EncryptionAlgorithm(id).toString();
            case 2 -> new PseudorandomFunction(id).toString();
            case 3 -> new IntegrityAlgorithm(id).toString();
            case 4 -> new KeyExchangeMethod(id).toString();
            case 5 -> new SequenceNumbers(id).toString();
            default -> type + "/" + id;
        };
    }
}
