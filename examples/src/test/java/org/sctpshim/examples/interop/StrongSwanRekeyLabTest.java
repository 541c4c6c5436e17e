package org.sctpshim.examples.interop;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sctpshim.examples.lab.LabHost;

/** Rekeys with strongSwan. */
@Tag("lab")
class StrongSwanRekeyLabTest extends RekeyScene {
    @Override
    IkePeer startPeer(LabHost host) throws IOException {
        return StrongSwan.start(host);
    }

    /** Not with libreswan, which may keep both: see docs/interop.md. */
    @Test
    void replacesTheChildSaAtTheSameTimeAsWeDoAndOneOfTheTwoStays() throws Exception {
        collideOverTheChildSa();
    }

    /** Not with libreswan: where rekeys of the IKE SA cross, it loses its Child SAs and tells nobody. */
    @Test
    void replacesTheIkeSaAtTheSameTimeAsWeDoAndOneOfTheTwoStays() throws Exception {
        collide("lifetimes=600000," + LIFETIME_MS, "ike rekeyed by us", peer::rekeyIkeSa);
    }

    @Test
    void authenticatesAnewUnderTrafficAfterItHasDeletedTheOldIkeSa() throws Exception {
        ((StrongSwan) peer).makeBeforeBreak(false);
        reauthenticatesUnderTraffic(4);
    }
}
