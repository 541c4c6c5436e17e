package org.sctpshim.examples.conformance;

/** How strongly a document asks for something (RFC 2119); {@code RULE} is a procedure it describes without the word. */
enum Level {
    MUST,
    SHOULD,
    MAY,
    RULE
}
