package org.sctpshim.registry;

/**
 * The rule that everything serves: when an address of a peer may be the end point of a transport-mode SA.
 *
 * <p>draft-dupont-mobike-transport-00 section 2, with the grounds that RFC 4555 section 3.4 and 3.9 ask for: the
 * list counts only where no NAT can have falsified it and only with a peer that follows the extension. RFC 4301
 * section 4.4.3.3 gives the ranges, RFC 4555 section 3.7 return routability.
 */
public final class AuthorisationRule {
    private AuthorisationRule() {}

    /** What the rule says of an address, most severe refusal first. */
    public enum Verdict {
        /** Local policy excludes the address. */
        NOT_PERMITTED("not in the peer's permitted addresses"),
        /** Another peer holds the address. */
        HELD_BY_OTHER_PEER("already authorised for another peer"),
        /** The peer does not list the address, does not speak from it, and policy does not vouch for it. */
        NOT_CLAIMED("neither listed by the peer nor vouched for by policy"),
        /** The peer lists the address, but the relaxed rule is not in force with it. */
        EXTENSION_NOT_IN_FORCE("listed, but the peer does not follow the transport-mode extension"),
        /** The peer lists the address, but did not vow that no NAT is between. */
        NAT_NOT_EXCLUDED("listed, but NO_NATS_ALLOWED is not in force"),
        /** There is ground, and return routability is yet to be shown. */
        NOT_REACHABLE_YET("return routability not shown yet"),
        /** The address may be the end point of an SA. */
        AUTHORISED("authorised");

        private final String sentence;

        Verdict(String sentence) {
            this.sentence = sentence;
        }

        /** Says the verdict in words for an operator. */
        public String sentence() {
            return sentence;
        }
    }

    /** Applies the rule. */
    public static Verdict apply(AddressEvidence evidence) {
        if (!evidence.permitted()) {
            return Verdict.NOT_PERMITTED;
        }
        if (evidence.heldByOther()) {
            return Verdict.HELD_BY_OTHER_PEER;
        }
        if (!evidence.vouched() && !evidence.current()) {
            if (!evidence.listed()) {
                return Verdict.NOT_CLAIMED;
            }
            if (!evidence.extension()) {
                return Verdict.EXTENSION_NOT_IN_FORCE;
            }
            if (!evidence.natFree()) {
                return Verdict.NAT_NOT_EXCLUDED;
            }
        }
        return evidence.reachable() ? Verdict.AUTHORISED : Verdict.NOT_REACHABLE_YET;
    }
}
