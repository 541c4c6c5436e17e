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
 * @param shape what else its Child SA and its IKE SA are like
 */
record PeerPolicy(List<String> ike, List<String> esp, String secret, int ownPort, int livenessSeconds, Shape shape) {
    static final String SECRET = "one secret for two";
    static final PeerPolicy DEFAULT = new PeerPolicy(
            List.of("aes128gcm16-prfsha256-x25519"),
            List.of("aes128gcm16"),
            SECRET,
            2906,
            600,
            new Shape(false, 2905, false, 0));

    /**
     * What most tests leave as it is.
     *
     * @param tunnel whether it wants tunnel mode, not transport mode
     * @param shimPort the SCTP port of its selectors at the shim's end
     * @param wide whether its selectors have all SCTP ports instead, and take less
     * @param reauthSeconds after how long it authenticates anew; 0 for never
     */
    record Shape(boolean tunnel, int shimPort, boolean wide, int reauthSeconds) {}

    PeerPolicy {
        ike = List.copyOf(ike);
        esp = List.copyOf(esp);
    }

    PeerPolicy ike(String... proposals) {
        return new PeerPolicy(List.of(proposals), esp, secret, ownPort, livenessSeconds, shape);
    }

    PeerPolicy esp(String... proposals) {
        return new PeerPolicy(ike, List.of(proposals), secret, ownPort, livenessSeconds, shape);
    }

    PeerPolicy secret(String text) {
        return new PeerPolicy(ike, esp, text, ownPort, livenessSeconds, shape);
    }

    PeerPolicy ownPort(int port) {
        return new PeerPolicy(ike, esp, secret, port, livenessSeconds, shape);
    }

    PeerPolicy livenessSeconds(int seconds) {
        return new PeerPolicy(ike, esp, secret, ownPort, seconds, shape);
    }

    PeerPolicy tunnel() {
        return with(new Shape(true, shape.shimPort, shape.wide, shape.reauthSeconds));
    }

    PeerPolicy shimPort(int port) {
        return with(new Shape(shape.tunnel, port, shape.wide, shape.reauthSeconds));
    }

    PeerPolicy wide() {
        return with(new Shape(shape.tunnel, shape.shimPort, true, shape.reauthSeconds));
    }

    PeerPolicy reauthSeconds(int seconds) {
        return with(new Shape(shape.tunnel, shape.shimPort, shape.wide, seconds));
    }

    private PeerPolicy with(Shape other) {
        return new PeerPolicy(ike, esp, secret, ownPort, livenessSeconds, other);
    }

    /** The selectors' ports, or a word for all of them. */
    String ownPort(String all) {
        return shape.wide ? all : Integer.toString(ownPort);
    }

    /** The same of the shim's end. */
    String shimPort(String all) {
        return shape.wide ? all : Integer.toString(shape.shimPort);
    }
}
