package org.sctpshim.ike.host;

import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.auth.CanonicalIdentity;
import org.sctpshim.ike.auth.CertificateAuthentication;
import org.sctpshim.ike.auth.IdentityPattern;
import org.sctpshim.ike.auth.PeerAuthentication;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.sa.PostquantumKey;
import org.sctpshim.ike.sa.TransportMode;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.PeerId;

/**
 * An entry for every peer whose identity fits a pattern (RFC 4301 section 4.4.3.1), base stations for example. Each is a
 * peer of its own from its authentication to the end of its IKE SA, with addresses and Child SAs that are nobody else's;
 * its name is that of the entry with its identity in brackets: {@code ran[enb17.ran.operator.example]}. It initiates
 * itself: this host does not look for it.
 *
 * @param id the name of the entry
 * @param pattern whose entry it is
 * @param authentication certificates that hold the peer's identity. Never a shared key: whoever knew it could pass for
 *     every other one of the group
 * @param postquantumKey what goes into the keys of IKE SAs besides; all of the group share it, so it keeps out those who
 *     record traffic, not other peers of the group
 * @param policy which addresses each of them may have
 * @param identityAddresses what the addresses in an identity and certificate are good for
 * @param transportMode whether Child SAs are in transport mode
 * @param most how many peers there may be at once, and so how many IKE SAs
 */
public record PeerGroup(
        PeerId id,
        IdentityPattern pattern,
        PeerAuthentication authentication,
        Optional<PostquantumKey> postquantumKey,
        AddressPolicy policy,
        IdentityAddresses identityAddresses,
        TransportMode transportMode,
        int most)
        implements PadEntry {
    /** More than any host has been shown to hold. */
    private static final int LIMIT = 1_000_000;

    /** As {@link #require} says. */
    public PeerGroup {
        require(id, pattern, authentication, policy, most);
    }

    /**
     * Checks what many peers must not share.
     *
     * @throws IllegalArgumentException with a sentence that says what to do
     */
    public static void require(
            PeerId id, IdentityPattern pattern, PeerAuthentication authentication, AddressPolicy policy, int most) {
        String name = "peer \"" + id + "\", which stands for every peer " + pattern + ",";
        if (id.name().indexOf('[') >= 0) {
            throw new IllegalArgumentException(name + " cannot have a '[' in its name");
        }
        if (!(authentication instanceof CertificateAuthentication certificates)) {
            throw new IllegalArgumentException(name + " cannot have one pre-shared key: whoever knew it could pass for"
                    + " every other of them; use certificates, or give each peer an entry and a key of its own");
        }
        if (!certificates.identityInCertificate()) {
            throw new IllegalArgumentException(name + " needs certificates that hold the peer's identity: otherwise"
                    + " everybody with a certificate could pass for every other of them");
        }
        if (!policy.vouched().isEmpty()) {
            throw new IllegalArgumentException(
                    name + " cannot be vouched for by ranges: each of them could take the"
                            + " address of another; permit the ranges, and have each list its own or show it in its certificate");
        }
        if (most < 1 || most > LIMIT) {
            throw new IllegalArgumentException(name + " may be 1 to " + LIMIT + " peers at once, not " + most);
        }
    }

    @Override
    public boolean isFor(Identification claimed) {
        return pattern.matches(claimed);
    }

    /** What the peer that claims this identity is called. */
    PeerId idOf(CanonicalIdentity identity) {
        return new PeerId(id + "[" + identity + "]");
    }

    /** Whether a name is, or could be, that of one of its peers. */
    boolean couldBeMember(PeerId other) {
        return other.name().startsWith(id + "[");
    }

    /** What holds for one of its peers. */
    HostPeer member(PeerEntry peer) {
        return new HostPeer(peer, policy, List.of(), identityAddresses, transportMode);
    }
}
