package org.sctpshim.examples.conformance;

import java.nio.file.Path;
import java.util.List;

/**
 * A test, or a class of tests, that names rows.
 *
 * @param source the file with the class, below the checkout's folder
 * @param className the simple name of its outermost class
 * @param test the method, or the empty string for all of the class
 * @param runs whether it holds a test that is run
 */
record Annotated(Path source, String className, String test, List<String> names, boolean runs) {
    /** Names the test as a message does. */
    String label() {
        return test.isEmpty() ? className : className + "." + test;
    }
}
