package org.sctpshim.examples.duo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.examples.lab.LabHost;
import org.sctpshim.examples.lab.LabProcess;

/** A {@link HostProgram} on one of the lab's hosts, as a test speaks to it. Closing ends it without a word. */
final class ShimHost implements AutoCloseable {
    /** What an order came to. */
    record Answer(LabProcess process, int number) {
        /** Waits until it is carried out, and gives what there is to say. */
        String done() {
            String answer = process.awaitLine(number + " ");
            assertThat(answer).as(process.output()).startsWith("done");
            return answer.substring("done".length()).strip();
        }

        /** Waits until it has failed, and gives the sentence that says why. */
        String failed() {
            String answer = process.awaitLine(number + " ");
            assertThat(answer).as(process.output()).startsWith("failed");
            return answer.substring("failed".length()).strip();
        }
    }

    static final int PORT = 5000;
    static final String KEY = "correct-horse-battery-staple";

    private final String name;
    private final LabHost host;
    private final LabProcess process;
    private int orders;
    private int past;

    private ShimHost(String name, LabHost host, LabProcess process) {
        this.name = name;
        this.host = host;
        this.process = process;
    }

    static ShimHost alpha() {
        LabHost host = LabHost.alpha();
        return new ShimHost("alpha", host, host.startJava(HostProgram.class));
    }

    static ShimHost beta() {
        LabHost host = LabHost.beta();
        return new ShimHost("beta", host, host.startJava(HostProgram.class));
    }

    /** Alpha, whose program lacks one of root's capabilities. */
    static ShimHost alphaWithoutCapability(String capability) {
        LabHost host = LabHost.alpha();
        String java = System.getProperty("java.home") + "/bin/java";
        return new ShimHost(
                "alpha",
                host,
                host.start(
                        "setpriv",
                        "--bounding-set=-" + capability,
                        "--inh-caps=-" + capability,
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostProgram.class.getName()));
    }

    LabHost host() {
        return host;
    }

    /**
     * Opens a shim.
     *
     * @param locals addresses with commas
     * @param peers each {@code name;addresses;permitted ranges}, the last two optional
     */
    Answer open(String locals, String... peers) {
        return order("open", name, KEY, locals, String.join(" ", peers));
    }

    Answer openWithKey(String key, String locals, String... peers) {
        return order("open", name, key, locals, String.join(" ", peers));
    }

    /** Who does ESP for the shim that is opened next; its own process if nothing is said. */
    void esp(DataPlane.Kind kind) {
        order("esp", kind.name()).done();
    }

    /** NATs may be on the way with the shim that is opened next. */
    void allowNats() {
        order("allowNats").done();
    }

    /** How old SAs become, in milliseconds, with the shim that is opened next. */
    void lifetimes(int childMillis, int ikeMillis) {
        order("lifetimes", "" + childMillis, "" + ikeMillis).done();
    }

    /** How many seconds the shim that is opened next gives a connect. */
    void patience(int seconds) {
        order("patience", "" + seconds).done();
    }

    Answer listen(String locals) {
        return listen(locals, PORT);
    }

    Answer listen(String locals, int port) {
        return order("listen", locals, "" + port);
    }

    Answer listenAttached(String locals) {
        return order("listenAttached", locals, "" + PORT);
    }

    /** Connects to a peer's address or name. */
    Answer connect(String locals, String remote) {
        return connect(locals, remote, PORT);
    }

    Answer connect(String locals, String remote, int port) {
        return order("connect", locals, remote, "" + port);
    }

    Answer connectAttached(String locals, String remote) {
        return order("connectAttached", locals, remote, "" + PORT);
    }

    /** Connects as a program does that knows nothing of the shim. */
    Answer connectUnprotected(String locals, String remote) {
        return order("connectUnprotected", locals, remote, "" + PORT);
    }

    /** Sends messages and awaits their echoes. */
    Answer converse(int messages, int pauseMs) {
        return order("converse", "" + messages, "" + pauseMs);
    }

    Answer shutdown() {
        return order("shutdown");
    }

    Answer statistics() {
        return order("statistics");
    }

    Answer closeShim() {
        return order("close");
    }

    private Answer order(String... words) {
        int number = ++orders;
        process.say(number + " " + String.join(" ", words).strip());
        return new Answer(process, number);
    }

    /** From now on only later events count. */
    void forgetEvents() {
        past = process.lineCount();
    }

    /** Waits for an event that begins so; gives the rest. */
    String awaitEvent(String beginning) {
        return process.awaitLineAfter(past, "event " + beginning);
    }

    /** Everything it has written so far. */
    String output() {
        return process.output();
    }

    /** The events so far that begin so. */
    List<String> events(String beginning) {
        return process.output()
                .lines()
                .skip(past)
                .filter(line -> line.startsWith("event " + beginning))
                .toList();
    }

    /** As {@code kill -9}. */
    void kill() {
        process.close();
    }

    @Override
    public void close() {
        host.close();
    }
}
