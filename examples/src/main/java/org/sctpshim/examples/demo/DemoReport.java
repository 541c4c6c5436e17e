package org.sctpshim.examples.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sctpshim.examples.demo.event.EventKind;
import org.sctpshim.examples.demo.event.EventLogs;
import org.sctpshim.examples.demo.report.Run;
import org.sctpshim.examples.demo.report.Summary;
import org.sctpshim.examples.demo.report.SummaryJson;
import org.sctpshim.examples.demo.report.SummaryText;
import org.sctpshim.examples.demo.report.Timeline;
import org.sctpshim.examples.demo.report.TimelinePicture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns what a run left behind into a summary, a picture and a verdict. */
@Command(
        name = "demo-report",
        mixinStandardHelpOptions = true,
        description =
                "Reads a run's folder, writes summary.txt, summary.json, timeline.png, timeline.csv and events.csv"
                        + " into it, prints the summary, exits 1 if the run failed.")
public final class DemoReport implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FOLDER", description = "Where the run left its logs and captures.")
    private Path folder = Path.of("");

    @Option(names = "--bare", description = "The association was not to be protected: clear SCTP is expected.")
    private boolean bare;

    private DemoReport() {}

    /** Reports; exits 0 if the run kept all its promises, 1 if not. */
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        System.exit(new CommandLine(new DemoReport())
                .setExecutionExceptionHandler(OneSentence::print)
                .execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Run run = Run.load(folder);
        Summary summary = Summary.of(run, !bare);
        String words = SummaryText.of(summary);
        Files.writeString(folder.resolve("summary.txt"), words);
        Files.writeString(folder.resolve("summary.json"), SummaryJson.of(summary));
        EventLogs.write(folder.resolve("events.csv"), run.events());
        if (run.first(EventKind.TRAFFIC_STARTED).isPresent()) {
            Timeline timeline = Timeline.of(run);
            timeline.write(folder.resolve("timeline.csv"));
            TimelinePicture.draw(run, timeline, summary).write(folder.resolve("timeline.png"));
        }
        System.out.print(words);
        return summary.faults().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
