/**
 * The ESP engine (RFC 4303) in transport mode for SCTP: security associations, sequence numbers and replay windows,
 * lifetimes, verdicts and counters. It is sans-I/O: packets come and go in {@link org.sctpshim.esp.PacketBurst}s, time is
 * an argument, and there is no thread, clock, socket or randomness inside. What moves the packets is a data plane.
 */
@NullMarked
package org.sctpshim.esp;

import org.jspecify.annotations.NullMarked;
