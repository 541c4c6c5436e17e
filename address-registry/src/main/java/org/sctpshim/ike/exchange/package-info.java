/**
 * What happens within an established IKE SA: one class an exchange, each with the request it builds and the answer it
 * makes of one.
 *
 * <p>An {@link org.sctpshim.ike.exchange.ExchangeTask} is a request of this host: the session queues it, numbers it,
 * retransmits it and hands it the response. A {@link org.sctpshim.ike.exchange.RequestHandler} answers the peer's.
 * Both see the IKE SA only through {@link org.sctpshim.ike.exchange.ExchangeContext}; neither knows of message ids,
 * encryption or retransmission, so a further exchange is a further file and no new state.
 */
@NullMarked
package org.sctpshim.ike.exchange;

import org.jspecify.annotations.NullMarked;
