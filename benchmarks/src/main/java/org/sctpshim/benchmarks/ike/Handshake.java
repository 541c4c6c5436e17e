package org.sctpshim.benchmarks.ike;

import java.util.List;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.host.IkeHost;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.registry.PeerId;

/** One whole handshake of two hosts in memory, until a Child SA is installed at both. */
final class Handshake {
    private static final int PORT = 2905;

    private Handshake() {}

    static int run(SecurityProfile profile) {
        IkeHost initiator =
                Hosts.host("alpha", profile, List.of(Hosts.peer("beta", List.copyOf(Hosts.addresses(2, 1)))));
        IkeHost responder = Hosts.host("beta", profile, List.of(Hosts.peer("alpha", List.of())));
        responder.listen(new LocalEnd(Hosts.addresses(2, 1), PORT), 0);
        initiator.open(new PeerId("beta"), new LocalEnd(Hosts.addresses(1, 1), PORT), PORT, 0);
        int installed = 0;
        while (installed < 2) {
            Hosts.Carried there = Hosts.carry(initiator, responder);
            Hosts.Carried back = Hosts.carry(responder, initiator);
            if (!there.any() && !back.any()) {
                throw new IllegalStateException("the two ends did not agree");
            }
            installed += there.installed() + back.installed();
        }
        return installed;
    }
}
