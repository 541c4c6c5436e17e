package org.sctpshim.ike.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * Security Association payload (RFC 7296 section 3.3): what the initiator offers, or the one proposal that the responder
 * accepts.
 *
 * @param proposals in order of preference, at least one
 */
public record SecurityAssociationPayload(List<Proposal> proposals) implements Payload {
    public SecurityAssociationPayload {
        if (proposals.isEmpty() || proposals.size() > WireLimits.PROPOSALS) {
            throw new IllegalArgumentException(proposals.size() + " proposals are not 1.." + WireLimits.PROPOSALS);
        }
        proposals = List.copyOf(proposals);
    }

    public static SecurityAssociationPayload of(Proposal... proposals) {
        return new SecurityAssociationPayload(List.of(proposals));
    }

    @Override
    public PayloadType type() {
        return PayloadType.SA;
    }

    static SecurityAssociationPayload read(OctetReader in) throws MalformedMessageException {
        List<Proposal> proposals = new ArrayList<>();
        int marker;
        do {
            if (proposals.size() == WireLimits.PROPOSALS) {
                throw in.malformed("proposals", "more than " + WireLimits.PROPOSALS);
            }
            marker = in.u8("proposal marker");
            if (marker != 0 && marker != Proposal.MORE_FOLLOW) {
                throw in.malformed("proposal marker", marker + " is neither 0 nor 2");
            }
            proposals.add(Proposal.read(in));
        } while (marker != 0);
        return new SecurityAssociationPayload(proposals);
    }

    @Override
    public void writeBody(OctetWriter out) {
        for (int i = 0; i < proposals.size(); i++) {
            proposals.get(i).write(out, i == proposals.size() - 1);
        }
    }
}
