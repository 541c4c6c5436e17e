/** The conformance ledger: its rows, the tests that name them, and the page generated from both. */
@NullMarked
package org.sctpshim.examples.conformance;

import org.jspecify.annotations.NullMarked;
