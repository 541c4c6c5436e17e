/** What IKE and the registry cost: handshakes, messages, memory an SA, registry operations. */
@NullMarked
package org.sctpshim.benchmarks.ike;

import org.jspecify.annotations.NullMarked;
