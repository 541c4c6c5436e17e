package org.sctpshim.shim.metrics;

import java.util.Optional;
import java.util.function.ToLongFunction;
import org.sctpshim.esp.plane.PathStatistics;

/**
 * All paths between two addresses, whatever their ports.
 *
 * @param isProtected whether every one of them is
 * @param traffic what has passed between the addresses
 */
record PathFigures(boolean isProtected, Optional<PathStatistics> traffic) {
    PathFigures alongside(PathFigures otherPorts) {
        return new PathFigures(isProtected && otherPorts.isProtected, traffic);
    }

    long passed(ToLongFunction<PathStatistics> figure) {
        return traffic.map(figure::applyAsLong).orElse(0L);
    }
}
