/**
 * The address registry: which addresses the ends of an SCTP association have, which of the peer's are authorised as
 * end points of transport-mode SAs, and which paths are protected.
 *
 * <p>The package is sans-I/O. {@link org.sctpshim.registry.AddressRegistry} is told what happened ({@code open…},
 * {@code peer…}, {@code child…}) with the time as an argument, and is asked what it wants done next
 * ({@code pollWish}) and what an operator or application should hear ({@code pollEvent}). It knows nothing of IKE
 * messages; whoever drives it turns its wishes into exchanges.
 *
 * <p>The rule it serves is section 2 of draft-dupont-mobike-transport-00: an address that an authenticated peer lists
 * by MOBIKE may be an end point of a transport-mode SA; local policy narrows it and return routability is shown first.
 * {@link org.sctpshim.registry.AuthorisationRule} is that rule, in one function.
 */
@NullMarked
package org.sctpshim.registry;

import org.jspecify.annotations.NullMarked;
