/** JMH benchmarks of the ESP engine and of its ciphers. */
@NullMarked
package org.sctpshim.benchmarks.esp;

import org.jspecify.annotations.NullMarked;
