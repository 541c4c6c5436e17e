/** The benchmark program: what it measures, with whom it compares, and what it leaves behind. */
@NullMarked
package org.sctpshim.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
