/**
 * The cryptography of IKEv2: proposals and their negotiation, key exchange, the key schedule as types, protection of
 * messages and authentication of peers.
 *
 * <p>Randomness is always an argument. Secrets live in {@link org.sctpshim.ike.crypto.SecretBytes} and in classes that
 * own them; a wrong key cannot be derived, since each stage of the schedule is made only by the stage before it. What a
 * peer sent wrong comes back as a result, never as an exception.
 */
@NullMarked
package org.sctpshim.ike.crypto;

import org.jspecify.annotations.NullMarked;
