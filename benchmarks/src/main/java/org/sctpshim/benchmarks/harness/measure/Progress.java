package org.sctpshim.benchmarks.harness.measure;

/** Is told what is measured, so that somebody who waits can see how far it is. */
public interface Progress {

    /** A measurement begins. */
    void begin(String what);

    /** It has ended, or is left out. */
    void end();
}
