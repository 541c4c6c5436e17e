package org.sctpshim.ike.sa;

import java.util.Optional;
import org.sctpshim.ike.crypto.ChildSaKey;
import org.sctpshim.ike.crypto.ChildSuite;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.SpiPair;

/**
 * A Child SA pair, ready to be installed: both directions of one path.
 *
 * <p>Whoever takes the SA from a session owns the keys and ends their life by {@link #wipe()}.
 *
 * @param path what the traffic selectors name: two addresses, SCTP, two ports
 * @param spis the SPIs of both directions
 * @param suite the algorithm of both directions
 * @param inboundKey key material of packets to this host; for AES-GCM the key followed by a salt of 4 octets (RFC 4106
 *     section 8.1)
 * @param outboundKey key material of packets to the peer, likewise
 * @param tunnel the outer addresses in tunnel mode, as this host sees them; empty in transport mode
 * @param encapsulation the UDP ports that its ESP must go by; none where no NAT is between (RFC 3948)
 */
public record ChildSa(
        PathId path,
        SpiPair spis,
        ChildSuite suite,
        ChildSaKey inboundKey,
        ChildSaKey outboundKey,
        Optional<AddressPair> tunnel,
        Optional<UdpEncapsulation> encapsulation) {
    /** One in transport mode whose ESP goes by itself. */
    public ChildSa(PathId path, SpiPair spis, ChildSuite suite, ChildSaKey inboundKey, ChildSaKey outboundKey) {
        this(path, spis, suite, inboundKey, outboundKey, Optional.empty(), Optional.empty());
    }

    /** The same, whose ESP goes within UDP where ports are given. */
    public ChildSa within(Optional<UdpEncapsulation> udp) {
        return new ChildSa(path, spis, suite, inboundKey, outboundKey, tunnel, udp);
    }

    /** The same in tunnel mode between these addresses, unless it is to be in transport mode. */
    public ChildSa tunnelledUnless(boolean transport, AddressPair outer) {
        Optional<AddressPair> between = transport ? Optional.empty() : Optional.of(outer);
        return new ChildSa(path, spis, suite, inboundKey, outboundKey, between, encapsulation);
    }

    /** Wipes both keys. */
    public void wipe() {
        inboundKey.close();
        outboundKey.close();
    }
}
