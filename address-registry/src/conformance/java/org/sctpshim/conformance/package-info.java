/** Ties tests to the sentences of the RFCs that they hold the code to. */
@NullMarked
package org.sctpshim.conformance;

import org.jspecify.annotations.NullMarked;
