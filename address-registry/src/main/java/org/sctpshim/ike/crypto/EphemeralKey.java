package org.sctpshim.ike.crypto;

import org.sctpshim.ike.wire.Bytes;

/** A private key for one exchange. */
public interface EphemeralKey extends AutoCloseable {
    /** What the peer is sent, as the method's RFC encodes it. */
    Bytes publicValue();

    /** Computes the shared secret, or says what is wrong with the peer's value. */
    Agreement agree(Bytes peerPublic);

    /** Wipes the private key. */
    @Override
    void close();
}
