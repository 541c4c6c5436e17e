package org.sctpshim.benchmarks.harness;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code java -jar benchmarks.jar}: measures ours and what else is installed on the machine in the same run. */
@Command(
        name = "benchmarks",
        description = {
            "Measures sctp-shim, and the peers that are installed on this machine in the same run and on the same core.",
            "Take the ratios, not the figures: two machines, or two days, do not compare."
        },
        mixinStandardHelpOptions = true,
        versionProvider = BenchmarkProgram.Version.class,
        sortOptions = false,
        subcommands = {
            CryptoCommand.class,
            EngineCommand.class,
            HandshakeCommand.class,
            PlaneCommand.class,
            RegistryCommand.class
        })
public final class BenchmarkProgram {

    /** What the jar's manifest says. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = BenchmarkProgram.class.getPackage().getImplementationVersion();
            return new String[] {"benchmarks " + (version == null ? "(not from a jar)" : version)};
        }
    }

    private BenchmarkProgram() {}

    /** Runs a command; without one it says which there are. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments.length == 0 ? new String[] {"--help"} : arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new BenchmarkProgram()).setExecutionExceptionHandler((failure, line, result) -> {
            line.getErr().println("benchmarks: " + failure.getMessage());
            return line.getCommandSpec().exitCodeOnExecutionException();
        });
    }
}
