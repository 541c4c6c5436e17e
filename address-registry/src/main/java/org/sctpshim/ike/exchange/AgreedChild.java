package org.sctpshim.ike.exchange;

import org.sctpshim.ike.crypto.ChildSuite;
import org.sctpshim.ike.crypto.Nonces;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.SpiPair;

/**
 * A Child SA that both ends agree on, before its keys are derived.
 *
 * @param path the path that it protects
 * @param spis its SPIs
 * @param suite its algorithms
 * @param nonces those of its CREATE_CHILD_SA
 * @param transport in transport mode
 * @param outer the IKE SA's pair of addresses, which tunnel mode takes
 * @param own this host's role in the exchange
 */
public record AgreedChild(
        PathId path, SpiPair spis, ChildSuite suite, Nonces nonces, boolean transport, AddressPair outer, Role own) {}
