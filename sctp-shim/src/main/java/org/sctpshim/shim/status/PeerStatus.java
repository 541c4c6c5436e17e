package org.sctpshim.shim.status;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.AddressView;
import org.sctpshim.registry.PathView;
import org.sctpshim.registry.PeerId;

/**
 * A configured peer and all that there is with it.
 *
 * @param id the name of its entry in the configuration
 * @param identification the identity that it has to prove
 * @param ikeSa the IKE SA that speaks for it, if one is established
 * @param furtherIkeSas those beside it, as where each pair of addresses has one of its own
 * @param ikeCounts what became of its IKE SAs so far
 * @param advertised the addresses of ours that it is told of
 * @param addresses its own addresses, with what the rule says of each; empty without an IKE SA
 * @param associations the associations with it that have paths, whoever opened them
 * @param history the pairs that have been protected, those lost a while ago excepted
 */
public record PeerStatus(
        PeerId id,
        Identification identification,
        Optional<IkeSaStatus> ikeSa,
        List<IkeSaStatus> furtherIkeSas,
        IkeSaCounts ikeCounts,
        List<InetAddress> advertised,
        List<AddressView> addresses,
        List<AssociationStatus> associations,
        List<PathHistory> history) {
    /** Copies the lists. */
    public PeerStatus {
        furtherIkeSas = List.copyOf(furtherIkeSas);
        advertised = List.copyOf(advertised);
        addresses = List.copyOf(addresses);
        associations = List.copyOf(associations);
        history = List.copyOf(history);
    }

    /** The paths of all its associations. */
    public List<PathView> paths() {
        return associations.stream()
                .flatMap(association -> association.paths().stream())
                .toList();
    }
}
