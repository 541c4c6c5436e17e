package org.sctpshim.shim.protection;

import org.sctpshim.ike.wire.Identification;

/**
 * A peer that has authenticated itself over IKE.
 *
 * @param name the name it is configured under
 * @param identity the identity it proved (RFC 7296, section 3.5)
 */
public record AuthenticatedPeer(String name, Identification identity) {}
