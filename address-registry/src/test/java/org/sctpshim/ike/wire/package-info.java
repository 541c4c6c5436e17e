/** Tests of the wire format. */
@NullMarked
package org.sctpshim.ike.wire;

import org.jspecify.annotations.NullMarked;
