package org.sctpshim.examples.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** How the demo's programs end when they cannot go on. */
final class OneSentence {
    private OneSentence() {}

    /** Prints what the environment lacks as one sentence; anything else is a defect and keeps its stack trace. */
    static int print(Exception failure, CommandLine command, ParseResult ignored) throws Exception {
        if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            command.getErr().println(command.getCommandName() + ": " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }
}
