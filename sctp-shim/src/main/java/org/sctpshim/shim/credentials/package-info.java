/**
 * Keys, certificates and revocation lists from files: PEM and PKCS#12. Every error is an {@link java.io.IOException} whose
 * message names the file and what to do about it.
 */
@NullMarked
package org.sctpshim.shim.credentials;

import org.jspecify.annotations.NullMarked;
