package org.sctpshim.ike.auth;

import java.net.URI;
import org.sctpshim.ike.wire.Bytes;

/** Something to be asked of the network about certificates. Equal queries have equal answers. */
public sealed interface RevocationQuery {
    /** Where it is asked; the scheme is http, since the answer is signed. */
    URI at();

    /**
     * The status of one certificate (RFC 6960).
     *
     * @param request an OCSPRequest in DER, to be sent by POST
     */
    record Ocsp(URI at, Bytes request) implements RevocationQuery {}

    /** A revocation list at a distribution point (RFC 5280 section 4.2.1.13), to be had by GET. */
    record CrlAt(URI at) implements RevocationQuery {}
}
