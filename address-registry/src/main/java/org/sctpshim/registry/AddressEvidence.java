package org.sctpshim.registry;

/**
 * All that is known of one address of an authenticated peer, as the terms of {@link AuthorisationRule}.
 *
 * @param permitted local policy does not exclude the address
 * @param vouched local policy vouches for the address by itself
 * @param current the IKE SA itself runs over the address now
 * @param listed the peer's latest MOBIKE list holds the address
 * @param extension the relaxed rule is in force with this peer: configured, or announced and permitted
 * @param natFree NO_NATS_ALLOWED was verified, so that no NAT can have falsified the list (RFC 4555 section 3.9)
 * @param reachable return routability was shown for the address
 * @param heldByOther the address is authorised for another peer
 */
public record AddressEvidence(
        boolean permitted,
        boolean vouched,
        boolean current,
        boolean listed,
        boolean extension,
        boolean natFree,
        boolean reachable,
        boolean heldByOther) {}
