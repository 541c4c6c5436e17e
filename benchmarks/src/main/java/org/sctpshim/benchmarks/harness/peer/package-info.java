/** Programs of others on this machine that are measured in the same run. */
@NullMarked
package org.sctpshim.benchmarks.harness.peer;

import org.jspecify.annotations.NullMarked;
