/**
 * Numbered, time-stamped messages at a fixed rate over an SCTP association, and the books kept of them: what was lost,
 * doubled, overtaken, late, and how long it was silent. The channels come from outside, so bare and protected
 * associations run the same code.
 */
@NullMarked
package org.sctpshim.examples.demo.traffic;

import org.jspecify.annotations.NullMarked;
