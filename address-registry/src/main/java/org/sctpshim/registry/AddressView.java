package org.sctpshim.registry;

import java.net.InetAddress;

/**
 * An address of a peer as it stood when it was asked for.
 *
 * @param address the address
 * @param state how far it has come
 * @param verdict what the rule says of it
 */
public record AddressView(InetAddress address, AddressState state, AuthorisationRule.Verdict verdict) {}
