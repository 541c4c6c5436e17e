/** Tests of what one host tells its operator, beside what the simulator checks. */
@NullMarked
package org.sctpshim.ike.host;

import org.jspecify.annotations.NullMarked;
