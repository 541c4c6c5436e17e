/**
 * IKEv2 on the wire (RFC 7296 section 3, RFC 4555 section 4): messages, payloads, the IANA registries they use, the
 * reader and writer, and the tables that say which payloads belong into which exchange.
 *
 * <p>Everything here is an immutable value. The reader is the only source of {@link
 * org.sctpshim.ike.wire.MalformedMessageException}, and throws nothing else, whatever the bytes.
 */
@NullMarked
package org.sctpshim.ike.wire;

import org.jspecify.annotations.NullMarked;
