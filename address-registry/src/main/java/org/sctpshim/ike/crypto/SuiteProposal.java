package org.sctpshim.ike.crypto;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.Proposal;
import org.sctpshim.ike.wire.ProtocolId;
import org.sctpshim.ike.wire.SecurityAssociationPayload;
import org.sctpshim.ike.wire.Transform;
import org.sctpshim.ike.wire.TransformType;

/**
 * What one end would agree to: for each type of transform its choices in order of preference.
 *
 * @param <S> the suite that comes of picking one of each
 */
public sealed interface SuiteProposal<S> permits IkeProposal, ChildProposal {
    ProtocolId protocol();

    /** The choices for each type, best first. A type that is missing here must not be negotiated. */
    Map<TransformType, List<Transform>> choices();

    /** The suite of one chosen transform a type; transforms that mean NONE may be left out. */
    S suite(List<Transform> chosen);

    /** The proposal as it goes into an SA payload. */
    default Proposal toWire(int number, Bytes spi) {
        List<Transform> transforms = new ArrayList<>();
        choices().values().forEach(transforms::addAll);
        return new Proposal(number, protocol(), spi, transforms);
    }

    /**
     * An SA payload that offers the proposals in this order, numbered from 1.
     *
     * @param spi our inbound SPI; empty for an IKE SA's first exchange
     */
    static SecurityAssociationPayload offer(List<? extends SuiteProposal<?>> proposals, Bytes spi) {
        List<Proposal> wire = new ArrayList<>();
        for (SuiteProposal<?> proposal : proposals) {
            wire.add(proposal.toWire(wire.size() + 1, spi));
        }
        return new SecurityAssociationPayload(wire);
    }
}
