/** Tests of {@link org.sctpshim.shim.credentials}. */
@NullMarked
package org.sctpshim.shim.credentials;

import org.jspecify.annotations.NullMarked;
