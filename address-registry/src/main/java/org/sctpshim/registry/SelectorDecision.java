package org.sctpshim.registry;

/** What to answer a peer that proposes a Child SA for a path. */
public enum SelectorDecision {
    /** Both addresses may be in the selectors. */
    AUTHORISED,
    /** There is ground, but return routability is not shown yet: ask again shortly (TEMPORARY_FAILURE). */
    NOT_YET,
    /** No: an address is not authorised, or nothing listens on the local one (TS_UNACCEPTABLE). */
    REFUSED
}
