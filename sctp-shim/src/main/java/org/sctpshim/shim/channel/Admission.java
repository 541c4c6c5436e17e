package org.sctpshim.shim.channel;

import com.sun.nio.sctp.SctpChannel;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.sctpshim.shim.protection.AssociationEnds;
import org.sctpshim.shim.protection.ProtectedAssociation;

/** Decides on accepted associations: in with an authenticated peer's, out by ABORT with all others. */
final class Admission {
    private final Claims claims;
    private final AtomicLong refused = new AtomicLong();

    Admission(Claims claims) {
        this.claims = claims;
    }

    /** The claim of an accepted channel's association; if empty, the channel is closed. */
    Optional<ProtectedAssociation> admit(SctpChannel accepted) {
        boolean admitted = false;
        try {
            Optional<ProtectedAssociation> claim = claim(accepted);
            admitted = claim.isPresent();
            return claim;
        } finally {
            if (!admitted) {
                refused.incrementAndGet();
                Connector.abort(accepted);
            }
        }
    }

    private Optional<ProtectedAssociation> claim(SctpChannel accepted) {
        AssociationEnds ends;
        try {
            ends = ChannelEnds.of(accepted);
        } catch (IOException e) {
            // It came and went before it was looked at; there is nothing to yield and nobody to report.
            return Optional.empty();
        }
        Optional<ProtectedAssociation> claim = claims.claimEstablished(ends);
        if (claim.isEmpty()) {
            claims.refused(ends, "not all addresses of the association belong to one authenticated peer");
        }
        return claim;
    }

    long refused() {
        return refused.get();
    }
}
