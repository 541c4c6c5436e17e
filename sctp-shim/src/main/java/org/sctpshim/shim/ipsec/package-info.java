/**
 * Protection by IPsec: the one place where the address registry with its IKE and the ESP engine with its data plane meet.
 *
 * <p>{@link org.sctpshim.shim.ipsec.IpsecProtection} answers what channels ask. It blocks first and lets through path by
 * path; what it cannot protect stays blocked.
 */
@NullMarked
package org.sctpshim.shim.ipsec;

import org.jspecify.annotations.NullMarked;
