package org.sctpshim.ike.auth;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
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
 * @param standing whether it is still good
 */
public record CertifiedPeer(String subject, Instant expires, Set<InetAddress> addresses, CertificateStanding standing) {
    /** Copies the set. */
    public CertifiedPeer {
        addresses = Set.copyOf(addresses);
    }

    static CertifiedPeer of(List<X509Certificate> path, CertificateStanding standing) {
        Set<InetAddress> addresses = new LinkedHashSet<>();
        CertificateIdentity.addresses(path.get(0)).stream()
                .map(IpAddress::toInetAddress)
                .forEach(addresses::add);
        return new CertifiedPeer(
                Names.printable(path.get(0).getSubjectX500Principal()),
                CertificateFacts.expiry(path),
                addresses,
                standing);
    }
}
