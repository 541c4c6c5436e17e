package org.sctpshim.ike.wire;

/**
 * An identity as IKE names it (RFC 7296 section 3.5).
 *
 * <pre>
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |   ID Type     |                 RESERVED                      |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * ~                   Identification Data                         ~
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>Equal identities have equal type and octets: names are not folded, the RFC compares them as they are written.
 *
 * @param data an address in network order, a name without trailing zero, a DER encoding or an opaque value
 */
public record Identification(IdentificationType type, Bytes data) {
    public Identification {
        if (data.length() > WireLimits.IDENTIFICATION_OCTETS) {
            throw new IllegalArgumentException("an identification of " + data.length() + " octets");
        }
    }

    /**
     * A domain name.
     *
     * @throws IllegalArgumentException if it has control characters, as terminators are
     */
    public static Identification fqdn(String name) {
        return new Identification(IdentificationType.ID_FQDN, Bytes.utf8(withoutTerminator(name)));
    }

    /**
     * A mailbox.
     *
     * @throws IllegalArgumentException if it has control characters, as terminators are
     */
    public static Identification email(String mailbox) {
        return new Identification(IdentificationType.ID_RFC822_ADDR, Bytes.utf8(withoutTerminator(mailbox)));
    }

    private static String withoutTerminator(String name) {
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "an identity has no control characters, and this one does: " + name.replaceAll("\\p{Cntrl}", "?"));
        }
        return name;
    }

    /** ID_IPV4_ADDR or ID_IPV6_ADDR, by the address. */
    public static Identification address(IpAddress address) {
        return new Identification(
                address.isIpv4() ? IdentificationType.ID_IPV4_ADDR : IdentificationType.ID_IPV6_ADDR, address.octets());
    }

    public static Identification keyId(Bytes opaque) {
        return new Identification(IdentificationType.ID_KEY_ID, opaque);
    }

    /** A distinguished name in DER. */
    public static Identification derDn(Bytes der) {
        return new Identification(IdentificationType.ID_DER_ASN1_DN, der);
    }

    static Identification read(OctetReader in) throws MalformedMessageException {
        IdentificationType type = new IdentificationType(in.u8("identification type"));
        in.skip(3, "identification reserved");
        if (in.remaining() > WireLimits.IDENTIFICATION_OCTETS) {
            throw in.malformed("identification", "more than " + WireLimits.IDENTIFICATION_OCTETS + " octets");
        }
        return new Identification(type, in.rest());
    }

    void write(OctetWriter out) {
        out.u8(type.code()).u8(0).u16(0).bytes(data);
    }

    /** RestOfInitIDPayload or RestOfRespIDPayload of RFC 7296 section 2.15: what the payload holds after its header. */
    public Bytes body() {
        OctetWriter out = new OctetWriter();
        write(out);
        return out.toBytes();
    }

    /** The name or address as people write it, where the type has such a form; control characters are replaced. */
    @Override
    public String toString() {
        if (type.equals(IdentificationType.ID_FQDN) || type.equals(IdentificationType.ID_RFC822_ADDR)) {
            return data.toUtf8().replaceAll("\\p{Cntrl}", "?");
        }
        boolean ipv4 = type.equals(IdentificationType.ID_IPV4_ADDR) && data.length() == 4;
        boolean ipv6 = type.equals(IdentificationType.ID_IPV6_ADDR) && data.length() == 16;
        return ipv4 || ipv6 ? new IpAddress(data).toString() : type + ":" + data;
    }
}
