package org.sctpshim.ike.auth;

/** What became of a peer's proof. The peer itself learns no more than that it is no good. */
public sealed interface Judgement {
    /** The peer is who it says it is. */
    record Authentic() implements Judgement {
        static final Authentic BY_KEY = new Authentic();
    }

    /** It is not, or nobody can tell; {@code reason} completes "is refused:" for an operator. */
    record NotAuthentic(String reason) implements Judgement {}

    /** RFC 7296 section 2.16: an initiator without AUTH wants EAP. */
    static NotAuthentic withoutAuthentication() {
        return new NotAuthentic(
                "it asks for authentication by EAP, and only pre-shared keys and certificates are supported");
    }
}
