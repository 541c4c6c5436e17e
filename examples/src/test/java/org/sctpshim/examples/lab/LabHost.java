package org.sctpshim.examples.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One of the lab's two hosts, a network namespace: runs commands and Java programs there.
 *
 * <p>Closing it ends every process that it started, and opens the host to clear SCTP again: the guards of a shim outlive
 * it on purpose, and the next test may have none. Not safe for use by several threads.
 */
public final class LabHost implements AutoCloseable {
    /** Long enough for any command that does not wait by itself, on a busy machine. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<String> LIGHT_JVM =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m", "-Xshare:auto");

    private static final String REMOVE_GUARDS = "ip xfrm policy flush; for family in -4 -6; do"
            + " ip $family rule flush protocol 98; ip $family route flush table 5132 2> /dev/null; done; true";

    private final String name;
    private final List<LabProcess> started = new ArrayList<>();

    private LabHost(String name) {
        this.name = name;
    }

    /** The host with the addresses 10.1.0.1, 10.2.0.1, fd00:1::1 and fd00:2::1. */
    public static LabHost alpha() {
        return new LabHost("alpha");
    }

    /** The host with the addresses 10.1.0.2, 10.2.0.2, fd00:1::2 and fd00:2::2. */
    public static LabHost beta() {
        return new LabHost("beta");
    }

    /** Runs a command to its end and gives all it wrote; fails the test if its exit status is not 0. */
    public String run(String... command) {
        LabProcess process = start(command);
        int status = process.exitStatus(PATIENCE);
        if (status != 0) {
            throw new AssertionError("on %s, %s ended with status %d:%n%s"
                    .formatted(name, String.join(" ", command), status, process.output()));
        }
        return process.output();
    }

    /** Starts a command and lets it run. */
    public LabProcess start(String... command) {
        return start(Map.of(), List.of(command));
    }

    /** Starts a Java program with this JVM's class path and lets it run. */
    public LabProcess startJava(Class<?> main, String... arguments) {
        return startJava(List.of(), main, arguments);
    }

    /** The same with more JVM flags, such as {@code -D} properties. */
    public LabProcess startJava(List<String> flags, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(LIGHT_JVM);
        command.addAll(flags);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        // In the environment a class path of any length is no burden to the log of a failed command.
        return start(Map.of("CLASSPATH", System.getProperty("java.class.path")), command);
    }

    private LabProcess start(Map<String, String> environment, List<String> command) {
        List<String> inNamespace = new ArrayList<>(List.of("ip", "netns", "exec", name));
        inNamespace.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(inNamespace).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            LabProcess process = LabProcess.watch(name + ": " + String.join(" ", command), builder.start());
            started.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException("on " + name + ", cannot start " + command, e);
        }
    }

    /** All that the processes which it started have written until now, for the report of a failed test. */
    public String outputs() {
        return started.stream().map(LabProcess::transcript).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        if (started.isEmpty()) {
            return;
        }
        started.forEach(LabProcess::close);
        run("sh", "-c", REMOVE_GUARDS);
        started.clear();
    }
}
