/**
 * The shim end to end: two real ones, on the lab's two hosts, over the kernel's SCTP, under faults and attacks.
 *
 * <p>{@link org.sctpshim.examples.duo.HostProgram} is the program on each host; a test speaks to it through {@link
 * org.sctpshim.examples.duo.ShimHost}, sees all packets through {@link org.sctpshim.examples.duo.Wire} and puts forged
 * ones on the links through {@link org.sctpshim.examples.duo.Forger}.
 */
@NullMarked
package org.sctpshim.examples.duo;

import org.jspecify.annotations.NullMarked;
