/** Tests of the cipher providers against published vectors. */
@NullMarked
package org.sctpshim.esp.aead;

import org.jspecify.annotations.NullMarked;
