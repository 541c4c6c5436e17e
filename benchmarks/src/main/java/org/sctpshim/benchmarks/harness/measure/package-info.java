/** What is measured, how often, and against what it is held. */
@NullMarked
package org.sctpshim.benchmarks.harness.measure;

import org.jspecify.annotations.NullMarked;
