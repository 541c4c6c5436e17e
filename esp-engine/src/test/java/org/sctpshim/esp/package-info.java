/** Tests of the ESP engine: engines facing each other without a wire, and models to compare with. */
@NullMarked
package org.sctpshim.esp;

import org.jspecify.annotations.NullMarked;
