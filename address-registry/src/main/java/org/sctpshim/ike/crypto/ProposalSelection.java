package org.sctpshim.ike.crypto;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.Proposal;
import org.sctpshim.ike.wire.ProtocolId;
import org.sctpshim.ike.wire.SecurityAssociationPayload;
import org.sctpshim.ike.wire.Transform;
import org.sctpshim.ike.wire.TransformType;

/**
 * Negotiation (RFC 7296 sections 2.7 and 3.3): the responder picks, the initiator checks what was picked.
 *
 * <p>A type that a proposal leaves out counts as offered with NONE, for those types that have a NONE.
 */
public final class ProposalSelection {
    private static final int NONE = 0;
    private static final int IKE_SPI_OCTETS = 8;
    private static final int ESP_SPI_OCTETS = 4;

    private ProposalSelection() {}

    /**
     * The responder's choice: the first of its own proposals that one of the peer's meets, with the best transform of
     * each type in the responder's order. Empty means NO_PROPOSAL_CHOSEN.
     *
     * @param sent the method of the peer's key exchange payload, which is taken where it is acceptable at all, since
     *     any other costs a round trip
     */
    public static <S> Optional<Selected<S>> select(
            List<? extends SuiteProposal<S>> own,
            SecurityAssociationPayload offered,
            Optional<KeyExchangeMethod> sent) {
        for (SuiteProposal<S> proposal : own) {
            for (Proposal peers : offered.proposals()) {
                Optional<List<Transform>> chosen =
                        isAddressable(proposal, peers) ? choose(proposal.choices(), peers, sent) : Optional.empty();
                if (chosen.isPresent()) {
                    List<Transform> transforms = chosen.get();
                    Proposal reduced = new Proposal(peers.number(), peers.protocol(), peers.spi(), transforms);
                    return Optional.of(new Selected<>(proposal.suite(transforms), reduced));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The initiator's check: one proposal, with the number of one it offered, and exactly one offered transform of each
     * type. Empty means that the responder broke the rules.
     */
    public static <S> Optional<Selected<S>> accept(
            List<? extends SuiteProposal<S>> offered, SecurityAssociationPayload answer) {
        Proposal accepted = answer.proposals().get(0);
        int index = accepted.number() - 1;
        if (answer.proposals().size() != 1 || index < 0 || index >= offered.size()) {
            return Optional.empty();
        }
        SuiteProposal<S> proposal = offered.get(index);
        boolean wellFormed = isAddressable(proposal, accepted)
                && types(proposal.choices(), accepted).stream()
                        .allMatch(type -> accepted.transforms(type).size() <= 1);
        return wellFormed
                ? choose(proposal.choices(), accepted, Optional.empty())
                        .map(chosen -> new Selected<>(proposal.suite(chosen), accepted))
                : Optional.empty();
    }

    /** The protocol is the same and the SPI has the protocol's length. */
    private static boolean isAddressable(SuiteProposal<?> own, Proposal peers) {
        Bytes spi = peers.spi();
        boolean spiFits = own.protocol().equals(ProtocolId.IKE)
                ? spi.isEmpty() || spi.length() == IKE_SPI_OCTETS
                : spi.length() == ESP_SPI_OCTETS;
        return spiFits && own.protocol().equals(peers.protocol());
    }

    private static Optional<List<Transform>> choose(
            Map<TransformType, List<Transform>> own, Proposal peers, Optional<KeyExchangeMethod> sent) {
        List<Transform> chosen = new ArrayList<>();
        for (TransformType type : types(own, peers)) {
            List<Transform> theirs = peers.transforms(type);
            List<Transform> acceptable = new ArrayList<>(orNone(type, own.getOrDefault(type, List.of())));
            acceptable.retainAll(orNone(type, theirs));
            if (acceptable.isEmpty()) {
                return Optional.empty();
            }
            Transform best =
                    sent.map(Transform::of).filter(acceptable::contains).orElse(acceptable.get(0));
            // A NONE that the peer did not write out is not written out in the answer either.
            if (theirs.contains(best)) {
                chosen.add(best);
            }
        }
        return Optional.of(List.copyOf(chosen));
    }

    private static Set<TransformType> types(Map<TransformType, List<Transform>> own, Proposal peers) {
        Set<TransformType> types = new LinkedHashSet<>(own.keySet());
        peers.transforms().forEach(transform -> types.add(transform.type()));
        return types;
    }

    private static List<Transform> orNone(TransformType type, List<Transform> transforms) {
        return transforms.isEmpty() && hasNone(type) ? List.of(Transform.of(type, NONE)) : transforms;
    }

    private static boolean hasNone(TransformType type) {
        return type.equals(TransformType.INTEG)
                || type.equals(TransformType.KE)
                || (type.code() >= TransformType.ADDKE1.code() && type.code() <= TransformType.ADDKE7.code());
    }

    /** The one transform of a type among those chosen. */
    static Transform only(List<Transform> chosen, TransformType type) {
        return chosen.stream()
                .filter(transform -> transform.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + type + " was chosen"));
    }
}
