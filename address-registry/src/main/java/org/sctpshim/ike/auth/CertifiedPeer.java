package org.sctpshim.ike.auth;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sctpshim.ike.wire.IpAddress;

/**
 * What a peer's certificate says, once all of it is believed.
 *
 * @param subject its subject, as text
 * @param expires when the first certificate of its path expires
 * @param addresses the addresses that its iPAddress names vouch for
 */
public record CertifiedPeer(String subject, Instant expires, Set<InetAddress> addresses) {
    /** Copies the set. */
    public CertifiedPeer {
        addresses = Set.copyOf(addresses);
    }

    static CertifiedPeer of(List<X509Certificate> path) {
        Instant expires = path.stream()
                .map(each -> each.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
        Set<InetAddress> addresses = new LinkedHashSet<>();
        CertificateIdentity.addresses(path.get(0)).stream()
                .map(IpAddress::toInetAddress)
                .forEach(addresses::add);
        return new CertifiedPeer(Names.printable(path.get(0).getSubjectX500Principal()), expires, addresses);
    }
}
