package org.sctpshim.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sctpshim.esp.plane.DataPlane;

/**
 * All algorithms that the peers share with the shim: each cipher, pseudorandom function and group for the IKE SA with
 * several others, not with all of them, and every algorithm of ESP.
 */
abstract class SuitesScene extends PeerScene {
    private static final String SHARED = """
            aes128gcm16-prfsha256-x25519,               aes128gcm16
            aes256gcm16-prfsha384-ecp384,               aes256gcm16-esn
            chacha20poly1305-prfsha512-ecp521,          chacha20poly1305
            aes128-sha256-prfsha256-modp2048,           aes128-sha256
            aes256-sha384-prfsha384-modp3072,           aes256-sha384-esn
            aes256-sha512-prfsha512-modp4096,           aes256-sha512
            aes128-sha256-prfsha256-ecp256,             chacha20poly1305-esn
            """;

    @Override
    List<String> furtherSettings() {
        return List.of("profile=everything", "plane=" + plane());
    }

    /** Whose ESP is the shim's. */
    abstract DataPlane.Kind plane();

    @ParameterizedTest
    @CsvSource(textBlock = SHARED)
    void areTakenFromOurOffer(String ike, String esp) throws Exception {
        peer.configure(PeerPolicy.DEFAULT.ike(ike).esp(esp));
        connectFromShim();
        assertThat(peer.count()).isEqualTo(new IkePeer.SaCounts(1, 1));
        closeAtShim();
        finish();
    }

    @ParameterizedTest
    @CsvSource(textBlock = SHARED)
    void areOfferedToUs(String ike, String esp) throws Exception {
        peer.configure(PeerPolicy.DEFAULT.ike(ike).esp(esp));
        listenAtShim();
        peer.initiate();
        shim.await("path protected");
        connectFromPeer();
        bare.say("close");
        shim.await("closed");
        peer.deleteIkeSa();
        shim.await("ike ended");
        finish();
    }
}
