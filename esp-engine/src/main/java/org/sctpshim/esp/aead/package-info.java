/**
 * Authenticated encryption as the ESP engine needs it: in bursts, in place, on direct memory. {@link
 * org.sctpshim.esp.aead.AeadProvider} is the seam behind which a cipher implementation stands; {@link
 * org.sctpshim.esp.aead.AeadBurst} is the list of jobs handed over in one call. Nothing here knows ESP, packets or SAs.
 */
@NullMarked
package org.sctpshim.esp.aead;

import org.jspecify.annotations.NullMarked;
