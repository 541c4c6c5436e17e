package org.sctpshim.ike.auth;

import java.util.Locale;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.ike.wire.IdentificationType;

/**
 * An identity as identities are compared where it matters who somebody is: names of domains without regard to case, as a
 * certificate's are, and distinguished names as X.500 compares them. Without that, one certificate would stand for as
 * many identities as its name has spellings, and a peer could evade the entry that is for it.
 *
 * @param type the type of the identity
 * @param data the identity in the one spelling that all equal ones share
 */
public record CanonicalIdentity(IdentificationType type, Bytes data) {
    /** The identity that somebody claims, in whatever spelling. */
    public static CanonicalIdentity of(Identification identification) {
        IdentificationType type = identification.type();
        Bytes data = identification.data();
        if (type.equals(IdentificationType.ID_FQDN)) {
            return new CanonicalIdentity(type, Bytes.utf8(lower(data.toUtf8())));
        }
        if (type.equals(IdentificationType.ID_RFC822_ADDR)) {
            String text = data.toUtf8();
            int at = text.lastIndexOf('@') + 1;
            return new CanonicalIdentity(type, Bytes.utf8(text.substring(0, at) + lower(text.substring(at))));
        }
        return type.equals(IdentificationType.ID_DER_ASN1_DN)
                ? new CanonicalIdentity(type, name(data).map(Bytes::utf8).orElse(data))
                : new CanonicalIdentity(type, data);
    }

    private static Optional<String> name(Bytes der) {
        try {
            return Optional.of(new X500Principal(der.toArray()).getName(X500Principal.CANONICAL));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The identity for people and for logs; control characters are replaced. */
    @Override
    public String toString() {
        return type.equals(IdentificationType.ID_DER_ASN1_DN)
                ? data.toUtf8().replaceAll("\\p{Cntrl}", "?")
                : new Identification(type, data).toString();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
