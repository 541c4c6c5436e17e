/** Tests of what one host tells its operator, beside what the simulator checks. */
@NullMarked
package org.sctpshim.ike.session;

import org.jspecify.annotations.NullMarked;
