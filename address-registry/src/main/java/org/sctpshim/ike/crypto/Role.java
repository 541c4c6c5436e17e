package org.sctpshim.ike.crypto;

/** Which end of an IKE SA, or of one exchange. */
public enum Role {
    INITIATOR,
    RESPONDER;

    public Role peer() {
        return this == INITIATOR ? RESPONDER : INITIATOR;
    }
}
