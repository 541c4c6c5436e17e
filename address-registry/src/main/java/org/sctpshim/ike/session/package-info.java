/**
 * One IKE SA, from IKE_SA_INIT to its end, sans-I/O.
 *
 * <p>{@link org.sctpshim.ike.session.IkeSession} is handed datagrams and the time, and is asked for datagrams, events
 * and its next deadline. A phase owns exactly the data that it needs and is consumed by the transition to the next:
 * {@code InitSent}, {@code AuthSent} or {@code InitAnswered}, {@code Established}. What happens after the handshake is
 * a matter of {@code org.sctpshim.ike.exchange} and adds no phase.
 */
@NullMarked
package org.sctpshim.ike.session;

import org.jspecify.annotations.NullMarked;
