package org.sctpshim.examples.interop;

import java.util.List;

/**
 * What a peer's IKE daemon is told of its one connection to the shim, in neutral words. Algorithms are spelled as
 * strongSwan does, such as {@code aes128gcm16-prfsha256-x25519}.
 *
 * @param ike the proposals for the IKE SA
 * @param esp the proposals for the Child SA
 * @param secret the pre-shared key
 * @param ownPort the SCTP port of its selectors at its own end
 * @param livenessSeconds after how much silence it asks whether the shim is there
 */
record PeerPolicy(List<String> ike, List<String> esp, String secret, int ownPort, int livenessSeconds) {
    static final String SECRET = "one secret for two";
    static final PeerPolicy DEFAULT =
            new PeerPolicy(List.of("aes128gcm16-prfsha256-x25519"), List.of("aes128gcm16"), SECRET, 2906, 600);

    PeerPolicy {
        ike = List.copyOf(ike);
        esp = List.copyOf(esp);
    }

    PeerPolicy ike(String... proposals) {
        return new PeerPolicy(List.of(proposals), esp, secret, ownPort, livenessSeconds);
    }

    PeerPolicy esp(String... proposals) {
        return new PeerPolicy(ike, List.of(proposals), secret, ownPort, livenessSeconds);
    }

    PeerPolicy secret(String text) {
        return new PeerPolicy(ike, esp, text, ownPort, livenessSeconds);
    }

    PeerPolicy ownPort(int port) {
        return new PeerPolicy(ike, esp, secret, port, livenessSeconds);
    }

    PeerPolicy livenessSeconds(int seconds) {
        return new PeerPolicy(ike, esp, secret, ownPort, seconds);
    }
}
