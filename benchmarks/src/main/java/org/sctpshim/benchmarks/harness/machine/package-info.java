/** What of this machine is used to measure: its programs, its compiler, its cores, its network namespaces. */
@NullMarked
package org.sctpshim.benchmarks.harness.machine;

import org.jspecify.annotations.NullMarked;
