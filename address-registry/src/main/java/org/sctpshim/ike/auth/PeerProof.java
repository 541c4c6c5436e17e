package org.sctpshim.ike.auth;

import java.time.Instant;
import java.util.Optional;
import org.sctpshim.ike.crypto.SignedOctets;
import org.sctpshim.ike.wire.AuthenticationPayload;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.ike.wire.IkeMessage;

/**
 * What a peer shows in IKE_AUTH.
 *
 * @param claimed what it calls itself
 * @param message its IKE_AUTH message, opened
 * @param signed what its proof must cover
 * @param at the time that certificates must be valid at
 * @param revocation what the network has answered about certificates
 */
public record PeerProof(
        Identification claimed, IkeMessage message, SignedOctets signed, Instant at, RevocationAnswers revocation) {
    Optional<AuthenticationPayload> authentication() {
        return message.first(AuthenticationPayload.class);
    }
}
