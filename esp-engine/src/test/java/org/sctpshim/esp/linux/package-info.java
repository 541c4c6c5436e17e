/** Tests of the Linux bindings, in network namespaces of their own; never in the machine's. */
@NullMarked
package org.sctpshim.esp.linux;

import org.jspecify.annotations.NullMarked;
