package org.sctpshim.examples.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sctpshim.examples.demo.report.ComparisonText;
import org.sctpshim.examples.demo.report.Run;
import org.sctpshim.examples.demo.report.Summary;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a bare and a protected run side by side. */
@Command(
        name = "demo-comparison",
        mixinStandardHelpOptions = true,
        description = "Reads the folders of a bare and of a protected run, and prints their figures side by side.")
public final class DemoComparison implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "BARE", description = "The bare run's folder.")
    private Path bare = Path.of("");

    @Parameters(index = "1", paramLabel = "PROTECTED", description = "The protected run's folder.")
    private Path shielded = Path.of("");

    private DemoComparison() {}

    /** Compares. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new DemoComparison())
                .setExecutionExceptionHandler(OneSentence::print)
                .execute(args));
    }

    @Override
    public Integer call() throws IOException {
        System.out.print(ComparisonText.of(Summary.of(Run.load(bare), false), Summary.of(Run.load(shielded), true)));
        return CommandLine.ExitCode.OK;
    }
}
