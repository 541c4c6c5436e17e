package org.sctpshim.ike.crypto;

import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.Proposal;
import org.sctpshim.ike.wire.SecurityAssociationPayload;

/**
 * What both ends settled on.
 *
 * @param suite the algorithms
 * @param proposal the peer's proposal reduced to the chosen transforms, with the peer's SPI
 */
public record Selected<S>(S suite, Proposal proposal) {
    /** The SPI that the peer receives on. */
    public Bytes peerSpi() {
        return proposal.spi();
    }

    /** The responder's SA payload.
     *
     * @param spi our inbound SPI; empty for an IKE SA's first exchange
     */
    public SecurityAssociationPayload answer(Bytes spi) {
        return SecurityAssociationPayload.of(
                new Proposal(proposal.number(), proposal.protocol(), spi, proposal.transforms()));
    }
}
