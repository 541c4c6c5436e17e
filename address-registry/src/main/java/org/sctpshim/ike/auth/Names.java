package org.sctpshim.ike.auth;

import javax.security.auth.x500.X500Principal;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.Identification;

/** Distinguished names as text and as identities. */
public final class Names {
    private Names() {}

    /**
     * An identity by a distinguished name, ID_DER_ASN1_DN.
     *
     * @param text as in RFC 2253, most specific part first: {@code CN=hss01,O=Operator,C=SE}
     * @throws IllegalArgumentException if the text is no distinguished name
     */
    public static Identification distinguishedName(String text) {
        return Identification.derDn(Bytes.of(new X500Principal(text).getEncoded()));
    }

    /** The text of a name that a stranger may have made up: control characters are replaced. */
    static String printable(X500Principal name) {
        return name.getName(X500Principal.RFC2253).replaceAll("\\p{Cntrl}", "?");
    }
}
