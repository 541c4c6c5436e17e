package org.sctpshim.ike.host;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.wire.Proposal;
import org.sctpshim.ike.wire.SecurityAssociationPayload;
import org.sctpshim.ike.wire.Transform;

/** What an initiator offered and this host accepts nothing of, in a sentence for an operator. */
final class RefusedOffer {
    /** A stranger may offer hundreds of algorithms: these many are enough to see what it is. */
    private static final int MOST_NAMED = 24;

    private RefusedOffer() {}

    static String sentence(InetAddress from, SecurityProfile profile, SecurityAssociationPayload offered) {
        List<String> names = offered.proposals().stream()
                .map(Proposal::transforms)
                .flatMap(List::stream)
                .map(Transform::toString)
                .distinct()
                .toList();
        String named = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return from.getHostAddress() + " is refused by NO_PROPOSAL_CHOSEN: the profile \"" + profile
                + "\" accepts none of its proposals, which are of " + named
                + (names.size() > MOST_NAMED ? " and others" : "")
                + "; have it offer what the profile has, or choose another profile here";
    }
}
