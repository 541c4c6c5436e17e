/**
 * What moves protected packets between the kernel's SCTP and the network, and keeps unprotected ones from passing: the
 * {@link org.sctpshim.esp.plane.DataPlane} and its kinds. {@link org.sctpshim.esp.plane.UserspacePlane} works below the
 * kernel's SCTP with a TUN device and raw sockets. Clocks, threads and sockets of the module are here and nowhere else.
 */
@NullMarked
package org.sctpshim.esp.plane;

import org.jspecify.annotations.NullMarked;
