package org.sctpshim.ike.auth;

/**
 * What this host can prove itself with towards peers that are to see a certificate.
 *
 * @param clock tells the time that certificates must be valid at
 */
public record Credentials(WallClock clock) {
    /** No certificate at all: this host uses pre-shared keys only. */
    public static final Credentials NONE = new Credentials(WallClock.STOPPED);
}
