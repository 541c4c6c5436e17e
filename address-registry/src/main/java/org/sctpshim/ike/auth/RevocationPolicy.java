package org.sctpshim.ike.auth;

/** How much it takes to believe that a certificate is not revoked. */
public enum RevocationPolicy {
    /** A CRL or OCSP response must say of each certificate that it is good; where none can be had, it is refused. */
    REQUIRE,
    /** What is known to be revoked is refused; where nothing can be had, the certificate is accepted. */
    PREFER,
    /** Revocation is not looked at. */
    OFF
}
