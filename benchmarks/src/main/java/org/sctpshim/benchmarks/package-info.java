/** Measurements of the libraries with JMH. */
@NullMarked
package org.sctpshim.benchmarks;

import org.jspecify.annotations.NullMarked;
