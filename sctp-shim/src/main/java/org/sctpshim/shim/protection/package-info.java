/**
 * The port between SCTP channels and whatever protects their packets: its one interface, {@link
 * org.sctpshim.shim.protection.AssociationProtection}, and the values it speaks in. Channels call it, the composition
 * of address registry and ESP engine implements it, and neither knows the other.
 */
@NullMarked
package org.sctpshim.shim.protection;

import org.jspecify.annotations.NullMarked;
