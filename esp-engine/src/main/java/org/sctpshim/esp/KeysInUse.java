package org.sctpshim.esp;

import java.util.HashMap;
import java.util.Map;
import org.sctpshim.esp.aead.KeyDigest;

/**
 * Refuses a key that another SA has. Each SA counts its IVs up from 1, so one key in two SAs (two paths, two directions, a
 * rekey that changed nothing) would repeat nonces and give the plaintext away (RFC 4106 section 3.1). Keys are kept as
 * digests only.
 */
final class KeysInUse {

    private final Map<KeyDigest, SecurityAssociation> holders = new HashMap<>();
    private final Map<SecurityAssociation, KeyDigest> held = new HashMap<>();

    /** The digest of a key, if no SA has it. */
    KeyDigest requireFresh(byte[] key) {
        KeyDigest digest = KeyDigest.of(key);
        SecurityAssociation holder = holders.get(digest);
        if (holder != null) {
            throw new IllegalArgumentException("the key is in use by " + holder
                    + ": one key in two SAs would repeat GCM nonces, derive new keys for each");
        }
        return digest;
    }

    void hold(KeyDigest digest, SecurityAssociation sa) {
        holders.put(digest, sa);
        held.put(sa, digest);
    }

    void release(SecurityAssociation sa) {
        KeyDigest digest = held.remove(sa);
        if (digest != null) {
            holders.remove(digest);
        }
    }
}
