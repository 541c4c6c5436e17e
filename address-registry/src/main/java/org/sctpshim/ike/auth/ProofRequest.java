package org.sctpshim.ike.auth;

import java.util.function.Supplier;
import org.sctpshim.ike.crypto.SignedOctets;

/**
 * What this host's proof depends on.
 *
 * @param signed what it covers
 * @param credentials this host's certificates
 * @param verifier what the peer can verify and asks for; looked up only where certificates are used
 */
public record ProofRequest(SignedOctets signed, Credentials credentials, Supplier<VerifierAbilities> verifier) {}
