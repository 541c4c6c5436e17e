package org.sctpshim.ike.sa;

import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.wire.Bytes;

/**
 * A postquantum pre-shared key (RFC 8784), which goes into the keys of an IKE SA beside its key exchange and does not
 * authenticate anybody. Both ends have to have it by another way; 32 octets of randomness are enough.
 *
 * @param id what both ends call it; not secret, and seen by whoever the peer is
 * @param key the key, wiped with the peer's entry
 * @param mandatory whether there is no IKE SA with the peer without it; else one end that lacks it does without
 */
public record PostquantumKey(Bytes id, SecretBytes key, boolean mandatory) {
    /** Checks that there are both. */
    public PostquantumKey {
        if (id.isEmpty() || key.length() == 0) {
            throw new IllegalArgumentException("a postquantum pre-shared key needs a name and at least one octet");
        }
    }
}
