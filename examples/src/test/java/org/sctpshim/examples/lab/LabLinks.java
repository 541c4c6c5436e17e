package org.sctpshim.examples.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The two links between alpha and beta, to be broken and mended by a test.
 *
 * <p>Closing it restores every link that it touched. Not safe for use by several threads.
 */
public final class LabLinks implements AutoCloseable {
    /** A link; both hosts call their interface to it {@code link1} or {@code link2}. */
    public enum Link {
        /** Carries 10.1.0.0/24 and fd00:1::/64. */
        LINK1,
        /** Carries 10.2.0.0/24 and fd00:2::/64. */
        LINK2;

        /** The interface's name, the same on both hosts. */
        public String interfaceName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Set<Link> touched = EnumSet.noneOf(Link.class);

    /** Loses every packet, both ways, and tells nobody: interfaces, addresses and routes stay. */
    public void cutSilently(Link link) {
        topology("cut", link);
    }

    /** Takes the link down at both ends: the kernel knows at once, its routes are gone. */
    public void takeDown(Link link) {
        topology("down", link);
    }

    /** Delays every packet, each way. */
    public void delay(Link link, Duration oneWay) {
        topology("delay", link, oneWay.toMillis() + "ms");
    }

    /** Brings the link back as it was when the lab started. */
    public void restore(Link link) {
        topology("restore", link);
        touched.remove(link);
    }

    @Override
    public void close() {
        Set.copyOf(touched).forEach(this::restore);
    }

    private void topology(String verb, Link link, String... words) {
        touched.add(link);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getenv("LAB_SCRIPTS"), "topology.sh").toString());
        command.add(verb);
        command.add(link.interfaceName());
        command.addAll(List.of(words));
        try (LabProcess process = LabProcess.watch(
                "topology.sh " + verb,
                new ProcessBuilder(command).redirectErrorStream(true).start())) {
            if (process.exitStatus(LabHost.PATIENCE) != 0) {
                throw new AssertionError("%s failed:%n%s".formatted(command, process.output()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }
}
