package org.sctpshim.ike.auth;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.ike.wire.IdentificationType;
import org.sctpshim.ike.wire.IpAddress;

/** Which identities and addresses a certificate vouches for (RFC 4301 section 4.4.3.2, RFC 4945 section 3.1). */
final class CertificateIdentity {
    private static final int RFC822_NAME = 1;
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private CertificateIdentity() {}

    /**
     * Whether an identity is the certificate's: its subject for a distinguished name, else one of its subject alternative
     * names of that type. Names of domains are compared without regard to case; a wildcard stands for itself only. No
     * certificate has a key id.
     */
    static boolean holds(X509Certificate certificate, Identification identification) {
        IdentificationType type = identification.type();
        if (type.equals(IdentificationType.ID_DER_ASN1_DN)) {
            return isSubject(certificate, identification.data());
        }
        if (type.equals(IdentificationType.ID_FQDN)) {
            String claimed = lower(identification.data().toUtf8());
            return texts(certificate, DNS_NAME).anyMatch(name -> lower(name).equals(claimed));
        }
        if (type.equals(IdentificationType.ID_RFC822_ADDR)) {
            String claimed = mailbox(identification.data().toUtf8());
            return texts(certificate, RFC822_NAME)
                    .anyMatch(name -> mailbox(name).equals(claimed));
        }
        boolean address = type.equals(IdentificationType.ID_IPV4_ADDR) || type.equals(IdentificationType.ID_IPV6_ADDR);
        return address
                && addresses(certificate).stream()
                        .anyMatch(each -> each.octets().equals(identification.data()));
    }

    private static boolean isSubject(X509Certificate certificate, Bytes der) {
        try {
            return new X500Principal(der.toArray()).equals(certificate.getSubjectX500Principal());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The addresses that its iPAddress names hold. */
    static Set<IpAddress> addresses(X509Certificate certificate) {
        Set<IpAddress> addresses = new LinkedHashSet<>();
        texts(certificate, IP_ADDRESS).map(IpAddress::parse).forEach(addresses::add);
        return addresses;
    }

    private static Stream<String> texts(X509Certificate certificate, int kind) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? Stream.empty()
                    : names.stream().filter(name -> name.get(0).equals(kind)).map(name -> String.valueOf(name.get(1)));
        } catch (CertificateParsingException e) {
            return Stream.empty();
        }
    }

    /** The part before the last @ is compared as written, the domain without regard to case (RFC 5280 section 7.5). */
    private static String mailbox(String text) {
        int at = text.lastIndexOf('@');
        return text.substring(0, at + 1) + lower(text.substring(at + 1));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
