/**
 * Proof with the programs of others, in the lab: strongSwan as the peer of our IKE and ESP, and tshark as the reader of
 * what we put on the wire.
 */
@NullMarked
package org.sctpshim.examples.interop;

import org.jspecify.annotations.NullMarked;
