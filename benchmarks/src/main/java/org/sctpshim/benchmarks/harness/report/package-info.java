/** What a run leaves: tables, a picture, a file for programs. */
@NullMarked
package org.sctpshim.benchmarks.harness.report;

import org.jspecify.annotations.NullMarked;
