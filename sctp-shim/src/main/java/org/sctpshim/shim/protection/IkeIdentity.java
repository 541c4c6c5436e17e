package org.sctpshim.shim.protection;

import java.net.InetAddress;

/**
 * An IKE identity that people can write down (RFC 7296, section 3.5).
 *
 * @param kind how the text is meant
 * @param text the identity itself: {@code hss01.op.example}, {@code ops@op.example}, {@code 10.1.0.1}
 */
public record IkeIdentity(Kind kind, String text) {
    /** The types of identification data that a person writes. */
    public enum Kind {
        /** ID_FQDN: a fully qualified domain name. */
        FQDN,
        /** ID_RFC822_ADDR: an e-mail address. */
        EMAIL,
        /** ID_IPV4_ADDR or ID_IPV6_ADDR, in text form. */
        ADDRESS,
        /** ID_KEY_ID: an opaque string that both sides know. */
        KEY_ID
    }

    public IkeIdentity {
        if (text.isBlank()) {
            throw new IllegalArgumentException("an IKE identity is not blank");
        }
    }

    /** The identity of a domain name, which is not looked up. */
    public static IkeIdentity fqdn(String name) {
        return new IkeIdentity(Kind.FQDN, name);
    }

    /** The identity of an e-mail address. */
    public static IkeIdentity email(String address) {
        return new IkeIdentity(Kind.EMAIL, address);
    }

    /** The identity of an IP address. */
    public static IkeIdentity address(InetAddress address) {
        return new IkeIdentity(Kind.ADDRESS, address.getHostAddress());
    }

    /** An opaque identity, sent as the text's UTF-8 bytes. */
    public static IkeIdentity keyId(String text) {
        return new IkeIdentity(Kind.KEY_ID, text);
    }

    @Override
    public String toString() {
        return text;
    }
}
