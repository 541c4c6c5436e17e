/**
 * The driver of {@code org.sctpshim.ike.host}: UDP sockets, one thread, the clock, and real randomness. Nothing is
 * decided here. SAs go to {@link org.sctpshim.ike.endpoint.PathProtection}, a port that whoever has a data plane
 * implements.
 */
@NullMarked
package org.sctpshim.ike.endpoint;

import org.jspecify.annotations.NullMarked;
