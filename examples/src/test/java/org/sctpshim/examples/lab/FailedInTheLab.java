package org.sctpshim.examples.lab;

import java.io.PrintStream;
import java.io.PrintWriter;

/** A failure that happened in the lab, shown with the stack trace it had there. */
final class FailedInTheLab extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final String traceInTheLab;

    FailedInTheLab(String test, String message, String traceInTheLab) {
        super(test + ": " + message);
        this.traceInTheLab = "in the lab, " + test + ":\n" + traceInTheLab.strip();
        setStackTrace(new StackTraceElement[0]);
    }

    @Override
    public void printStackTrace(PrintStream out) {
        out.println(traceInTheLab);
    }

    @Override
    public void printStackTrace(PrintWriter out) {
        out.println(traceInTheLab);
    }
}
