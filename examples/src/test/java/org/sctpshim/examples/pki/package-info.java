/** A small public key infrastructure that lab tests make up, in the files that the shim and other IKE daemons read. */
@NullMarked
package org.sctpshim.examples.pki;

import org.jspecify.annotations.NullMarked;
