/**
 * One host's IKE, sans-I/O: its sessions and its address registry put together.
 *
 * <p>{@link org.sctpshim.ike.host.IkeHost} is what a driver with sockets and a clock drives in production and what a
 * simulator drives in tests. It finds the session of a datagram, turns the registry's wishes into exchanges and the
 * sessions' events into what the registry is told.
 */
@NullMarked
package org.sctpshim.ike.host;

import org.jspecify.annotations.NullMarked;
