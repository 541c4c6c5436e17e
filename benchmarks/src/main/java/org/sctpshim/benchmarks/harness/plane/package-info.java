/** Packets per second and round trips through data planes, between two network namespaces of this machine. */
@NullMarked
package org.sctpshim.benchmarks.harness.plane;

import org.jspecify.annotations.NullMarked;
