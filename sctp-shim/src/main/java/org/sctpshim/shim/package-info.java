/**
 * The public entry of the library: {@link org.sctpshim.shim.SctpShim}, its configuration, and the composition of address
 * registry, ESP engine and channels behind it.
 */
@NullMarked
package org.sctpshim.shim;

import org.jspecify.annotations.NullMarked;
