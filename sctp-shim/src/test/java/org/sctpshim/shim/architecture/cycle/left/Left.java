package org.sctpshim.shim.architecture.cycle.left;

import org.sctpshim.shim.architecture.cycle.right.Right;

/** One half of a circle. */
public final class Left {
    private Left() {}

    static Class<?> other() {
        return Right.class;
    }
}
