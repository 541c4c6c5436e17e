package org.sctpshim.ike.host;

import org.sctpshim.ike.crypto.IkeSaKeys;

/**
 * Hears of every IKE SA's keys, so that a dissector can decrypt a capture. Whoever has its output can read and forge
 * everything that the IKE SA protects: for debugging only, and off unless asked for.
 */
@FunctionalInterface
public interface InsecureKeyLog {
    /** Logs nothing. */
    InsecureKeyLog OFF = keys -> {};

    /** Hears of the keys of a new IKE SA. */
    void ikeSa(IkeSaKeys keys);
}
