package org.sctpshim.shim.architecture.cycle.right;

import org.sctpshim.shim.architecture.cycle.left.Left;

/** The other half of a circle. */
public final class Right {
    private Right() {}

    static Class<?> other() {
        return Left.class;
    }
}
