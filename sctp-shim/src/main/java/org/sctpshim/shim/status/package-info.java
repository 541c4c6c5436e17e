/**
 * What an operator can know of the protection, as values: one reading is one {@link
 * org.sctpshim.shim.status.SecurityStatus}, taken through the port {@link org.sctpshim.shim.status.SecurityView}.
 * Metrics and status screens read it; whatever protects implements it; neither knows the other.
 */
@NullMarked
package org.sctpshim.shim.status;

import org.jspecify.annotations.NullMarked;
