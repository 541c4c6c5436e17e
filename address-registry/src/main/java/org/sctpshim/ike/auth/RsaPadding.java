package org.sctpshim.ike.auth;

/** How an RSA key signs towards peers that know RFC 7427; what peers sign may be either. */
public enum RsaPadding {
    /** RSASSA-PSS, which RFC 7427 asks for. */
    PSS,
    /** RSASSA-PKCS1-v1_5, for peers that know RFC 7427 and yet not PSS. */
    PKCS1
}
