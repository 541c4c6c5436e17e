package org.sctpshim.ike.sa;

import java.util.Optional;
import org.sctpshim.ike.crypto.ChildSaKey;
import org.sctpshim.ike.crypto.ChildSuite;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.SpiPair;

/**
 * A Child SA pair in transport mode, ready to be installed: both directions of one path.
 *
 * <p>Whoever takes the SA from a session owns the keys and ends their life by {@link #wipe()}.
 *
 * @param path what the traffic selectors name: two addresses, SCTP, two ports
 * @param spis the SPIs of both directions
 * @param suite the algorithm of both directions
 * @param inboundKey key material of packets to this host; for AES-GCM the key followed by a salt of 4 octets (RFC 4106
 *     section 8.1)
 * @param outboundKey key material of packets to the peer, likewise
 * @param encapsulation the UDP ports that its ESP must go by; none where no NAT is between (RFC 3948)
 */
public record ChildSa(
        PathId path,
        SpiPair spis,
        ChildSuite suite,
        ChildSaKey inboundKey,
        ChildSaKey outboundKey,
        Optional<UdpEncapsulation> encapsulation) {
    /** One whose ESP goes by itself. */
    public ChildSa(PathId path, SpiPair spis, ChildSuite suite, ChildSaKey inboundKey, ChildSaKey outboundKey) {
        this(path, spis, suite, inboundKey, outboundKey, Optional.empty());
    }

    /** The same, whose ESP goes within UDP where ports are given. */
    public ChildSa within(Optional<UdpEncapsulation> udp) {
        return new ChildSa(path, spis, suite, inboundKey, outboundKey, udp);
    }

    /** Wipes both keys. */
    public void wipe() {
        inboundKey.close();
        outboundKey.close();
    }
}
