/** Tests of the data planes, in network namespaces of their own; never in the machine's. */
@NullMarked
package org.sctpshim.esp.plane;

import org.jspecify.annotations.NullMarked;
