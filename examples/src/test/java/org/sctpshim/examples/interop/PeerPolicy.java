package org.sctpshim.examples.interop;

import java.util.List;
import java.util.Optional;

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
 * @param certificate what both authenticate by instead of the secret
 * @param more further lines of the connection, in the daemon's own words
 */
record PeerPolicy(
        List<String> ike,
        List<String> esp,
        String secret,
        int ownPort,
        int livenessSeconds,
        Shape shape,
        Optional<PeerCertificate> certificate,
        List<String> more) {
    static final String SECRET = "one secret for two";

    /** A postquantum pre-shared key; a daemon that is told to use one has it under the name lab-ppk. */
    static final String POSTQUANTUM_KEY = "0123456789abcdef0123456789abcdef";

    static final PeerPolicy DEFAULT = new PeerPolicy(
            List.of("aes128gcm16-prfsha256-x25519"),
            List.of("aes128gcm16"),
            SECRET,
            2906,
            600,
            new Shape(false, 2905, false, 0),
            Optional.empty(),
            List.of());

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
        more = List.copyOf(more);
    }

    PeerPolicy ike(String... proposals) {
        return new PeerPolicy(List.of(proposals), esp, secret, ownPort, livenessSeconds, shape, certificate, more);
    }

    PeerPolicy esp(String... proposals) {
        return new PeerPolicy(ike, List.of(proposals), secret, ownPort, livenessSeconds, shape, certificate, more);
    }

    PeerPolicy secret(String text) {
        return new PeerPolicy(ike, esp, text, ownPort, livenessSeconds, shape, certificate, more);
    }

    PeerPolicy ownPort(int port) {
        return new PeerPolicy(ike, esp, secret, port, livenessSeconds, shape, certificate, more);
    }

    PeerPolicy livenessSeconds(int seconds) {
        return new PeerPolicy(ike, esp, secret, ownPort, seconds, shape, certificate, more);
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
        return new PeerPolicy(ike, esp, secret, ownPort, livenessSeconds, other, certificate, more);
    }

    /** The selectors' ports, or a word for all of them. */
    String ownPort(String all) {
        return shape.wide ? all : Integer.toString(ownPort);
    }

    /** The same of the shim's end. */
    String shimPort(String all) {
        return shape.wide ? all : Integer.toString(shape.shimPort);
    }

    PeerPolicy certificate(PeerCertificate own) {
        return new PeerPolicy(ike, esp, secret, ownPort, livenessSeconds, shape, Optional.of(own), more);
    }

    PeerPolicy more(String... lines) {
        return new PeerPolicy(ike, esp, secret, ownPort, livenessSeconds, shape, certificate, List.of(lines));
    }
}
