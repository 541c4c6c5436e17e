/** Tests of IKE's cryptography. */
@NullMarked
package org.sctpshim.ike.crypto;

import org.jspecify.annotations.NullMarked;
