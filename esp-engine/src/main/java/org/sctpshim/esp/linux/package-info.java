/**
 * What the data planes need of Linux, called through JNA: TUN devices, raw sockets with bursts of packets, routing and
 * policy by netlink, sysctl files. Nothing here knows ESP or SCTP beyond their protocol numbers. Only 64 bit Linux is
 * supported. A call that fails throws a {@link org.sctpshim.esp.linux.SyscallException} that names the call, its argument
 * and the kernel's reason.
 */
@NullMarked
package org.sctpshim.esp.linux;

import org.jspecify.annotations.NullMarked;
