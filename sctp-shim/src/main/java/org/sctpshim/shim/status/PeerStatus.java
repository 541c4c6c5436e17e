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
 * @param ikeSas the IKE SAs with it that are established, the current one first: one as a rule, and more where
 *     each pair of addresses has one of its own, or a new one takes the place of an old one
 * @param ikeCounts what became of its IKE SAs so far
 * @param rekeys how often SAs with it were replaced so far
 * @param advertised the addresses of ours that it is told of
 * @param addresses its own addresses, with what the rule says of each; empty without an IKE SA
 * @param associations the associations with it that have paths, whoever opened them
 * @param history the pairs that have been protected, those lost a while ago excepted
 */
public record PeerStatus(
        PeerId id,
        Identification identification,
        List<IkeSaStatus> ikeSas,
        IkeSaCounts ikeCounts,
        RekeyCounts rekeys,
        List<InetAddress> advertised,
        List<AddressView> addresses,
        List<AssociationStatus> associations,
        List<PathHistory> history) {
    /** Copies the lists. */
    public PeerStatus {
        ikeSas = List.copyOf(ikeSas);
        advertised = List.copyOf(advertised);
        addresses = List.copyOf(addresses);
        associations = List.copyOf(associations);
        history = List.copyOf(history);
    }

    /** The current IKE SA with it, if one is established. */
    public Optional<IkeSaStatus> ikeSa() {
        return ikeSas.stream().findFirst();
    }

    /** The IKE SAs beside the current one. */
    public List<IkeSaStatus> furtherIkeSas() {
        return ikeSas.stream().skip(1).toList();
    }

    /** The paths of all its associations. */
    public List<PathView> paths() {
        return associations.stream()
                .flatMap(association -> association.paths().stream())
                .toList();
    }
}
