package org.sctpshim.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.sctpshim.examples.lab.LabHost;
import org.sctpshim.examples.lab.LabProcess;

/**
 * An {@link EchoHost} that a test talks to. What it is waited for lies past the last order, so that one program can go
 * through the same again and again.
 */
final class EchoEnd {
    private final LabProcess process;
    private int ordered;

    private EchoEnd(LabProcess process) {
        this.process = process;
        process.awaitLine("ready");
    }

    /** An end with the JDK's own channels: what is beside a peer's IKE daemon. */
    static EchoEnd bare(LabHost host, String local, String remote) {
        return new EchoEnd(host.startJava(EchoHost.class, local, remote));
    }

    /** An end with a shim. Settings: those of {@link ShimEchoHost}. */
    static EchoEnd shim(LabHost host, List<String> settings) {
        return new EchoEnd(host.startJava(ShimEchoHost.class, settings.toArray(String[]::new)));
    }

    /** The same with further settings, or others in place of those before. */
    static EchoEnd shim(LabHost host, List<String> settings, String... more) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(more));
        return shim(host, all);
    }

    /** Gives an order. */
    void say(String order) {
        ordered = process.lineCount();
        process.say(order);
    }

    /** From here on only what is told anew counts. */
    void listenAnew() {
        ordered = process.lineCount();
    }

    /** Waits for a line that begins so, told since the last order; gives the rest of it. */
    String await(String beginning) {
        return process.awaitLineAfter(ordered, beginning);
    }

    /** Waits for a line that begins so, told at any time. */
    String awaitEver(String beginning) {
        return process.awaitLine(beginning);
    }

    /** All that it has told. */
    String told() {
        return process.output();
    }

    /** Sends a text over the association, and expects it back. */
    void sendAndHear(String text) {
        say("send " + text);
        assertThat(await("heard")).isEqualTo(text);
    }

    /** Whether it tells a line that begins so within a second, since it became what it is. */
    boolean tells(String beginning) throws InterruptedException {
        for (int i = 0; i < 10 && countTold(beginning) == 0; i++) {
            Thread.sleep(100);
        }
        return countTold(beginning) > 0;
    }

    /** How many lines that begin so it has told since it became what it is. */
    long countTold(String beginning) {
        List<String> lines = process.output().lines().toList();
        return lines.stream()
                .skip(lines.lastIndexOf("became") + 1L)
                .filter(line -> line.startsWith(beginning))
                .count();
    }

    /** A message each way over one association. */
    static void exchange(EchoEnd one, EchoEnd other) {
        one.sendAndHear("to and fro");
        other.sendAndHear("fro and to");
    }
}
