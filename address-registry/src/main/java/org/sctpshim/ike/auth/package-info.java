/**
 * How two ends prove to each other who they are in IKE_AUTH (RFC 7296 section 2.15, RFC 7427): pre-shared keys and X.509
 * certificates, on both sides of the exchange.
 *
 * <p>{@link org.sctpshim.ike.auth.PeerAuthentication} is what the Peer Authorization Database asks of a peer (RFC 4301
 * section 4.4.3.2); it makes our {@link org.sctpshim.ike.auth.Proof} and a {@link org.sctpshim.ike.auth.Judgement} of the
 * peer's. Nothing here reads a clock, a file or a socket: the time is an argument, and so is what is known of revocation.
 */
@NullMarked
package org.sctpshim.ike.auth;

import org.jspecify.annotations.NullMarked;
