package org.sctpshim.benchmarks.harness.machine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two network namespaces with one link between them, gone when closed. */
public final class Namespaces implements AutoCloseable {

    /** Of the first one, in a network of 24 bits. */
    public static final String FIRST_ADDRESS = "10.99.0.1";
    /** Of the second one. */
    public static final String SECOND_ADDRESS = "10.99.0.2";

    private static final int TIME_LIMIT_S = 10;

    private final String first;
    private final String second;

    private Namespaces(String first, String second) {
        this.first = first;
        this.second = second;
    }

    /** Why there can be none here; empty if there can. */
    public static Optional<String> hindrance() {
        if (!System.getProperty("user.name").equals("root")) {
            return Optional.of("network namespaces take root: run it with sudo");
        }
        return Tool.missing("ip", "iproute2").or(() -> Tool.missing("taskset", "util-linux"));
    }

    /** Makes both. */
    public static Namespaces pair() throws IOException {
        String mark = "bench" + ProcessHandle.current().pid();
        Namespaces pair = new Namespaces(mark + "a", mark + "b");
        try {
            ip("netns", "add", pair.first);
            ip("netns", "add", pair.second);
            ip("-n", pair.first, "link", "add", "veth0", "type", "veth", "peer", "veth0", "netns", pair.second);
            raise(pair.first, FIRST_ADDRESS);
            raise(pair.second, SECOND_ADDRESS);
            return pair;
        } catch (IOException e) {
            pair.close();
            throw e;
        }
    }

    private static void raise(String namespace, String address) throws IOException {
        ip("-n", namespace, "address", "add", address + "/24", "dev", "veth0");
        ip("-n", namespace, "link", "set", "lo", "up");
        ip("-n", namespace, "link", "set", "veth0", "up");
    }

    /** The one with {@link #FIRST_ADDRESS}. */
    public String first() {
        return first;
    }

    /** The one with {@link #SECOND_ADDRESS}. */
    public String second() {
        return second;
    }

    /** The words before a command that is to run in a namespace and on a core. */
    public static List<String> on(String namespace, int core) {
        return List.of("ip", "netns", "exec", namespace, "taskset", "-c", Integer.toString(core));
    }

    /** Runs {@code ip} with these words. */
    public static void ip(String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add("ip");
        command.addAll(List.of(words));
        Tool.run(command, TIME_LIMIT_S);
    }

    @Override
    public void close() {
        for (String namespace : List.of(first, second)) {
            try {
                ip("netns", "delete", namespace);
            } catch (IOException e) {
                System.err.println("left behind: network namespace " + namespace + " (" + e.getMessage() + ")");
            }
        }
    }
}
