package org.sctpshim.benchmarks.harness;

import java.util.List;

/** The packets that everything is measured with. */
final class Sizes {

    /** Octets, as columns of a table. */
    static final List<String> OCTETS = List.of("64", "256", "1024", "1400");

    private Sizes() {}
}
