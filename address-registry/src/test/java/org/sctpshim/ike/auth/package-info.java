/** Tests of {@link org.sctpshim.ike.auth}, and the authorities that they make up. */
@NullMarked
package org.sctpshim.ike.auth;

import org.jspecify.annotations.NullMarked;
