package org.sctpshim.esp.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Assumptions;

/**
 * A new network namespace, held by one thread of its own. What runs on it, and each process and thread started there, sees
 * only this namespace; it is gone when the last of them is.
 */
public final class TestNamespace implements AutoCloseable {

    private static final int CLONE_NEWNET = 0x40000000;

    private final ExecutorService thread;
    private final String path;

    private TestNamespace(ExecutorService thread, String path) {
        this.thread = thread;
        this.path = path;
    }

    /** A new namespace with the loopback device up; the test is skipped where the user may not make one. */
    public static TestNamespace create(String name) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "netns-" + name);
            made.setDaemon(true);
            return made;
        });
        String path = thread.submit(TestNamespace::enter).get();
        if (path.isEmpty()) {
            thread.shutdownNow();
            Assumptions.abort("skipped: making a network namespace needs root (CAP_SYS_ADMIN)");
        }
        TestNamespace namespace = new TestNamespace(thread, path);
        namespace.run("ip", "link", "set", "lo", "up");
        return namespace;
    }

    private static String enter() throws IOException {
        if (Libc.unshare(CLONE_NEWNET) != 0) {
            return "";
        }
        return java.nio.file.Path.of("/proc/thread-self").toRealPath() + "/ns/net";
    }

    /** A path that names the namespace. */
    public String path() {
        return path;
    }

    /** Runs a task inside and tells its result. */
    public <T> T call(Callable<T> task) throws Exception {
        try {
            return CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return task.call();
                                } catch (Exception e) {
                                    throw new java.util.concurrent.CompletionException(e);
                                }
                            },
                            thread)
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Runs a command inside and tells its output, lines trimmed. */
    public String run(String... command) throws Exception {
        return call(() -> {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + output);
            }
            return output.lines().map(String::strip).collect(java.util.stream.Collectors.joining("\n"));
        });
    }

    /** Runs {@code ip} with these words inside. */
    public String ip(String words) throws Exception {
        return run(("ip " + words).split(" "));
    }

    /** Joins two namespaces by a pair of devices, both up, IPv6 addresses usable at once. */
    public static void join(TestNamespace one, String oneDevice, TestNamespace other, String otherDevice)
            throws Exception {
        one.ip("link add " + oneDevice + " type veth peer name " + otherDevice + " netns " + other.path);
        one.up(oneDevice);
        other.up(otherDevice);
    }

    private void up(String device) throws Exception {
        call(() -> {
            Sysctl.write("net/ipv6/conf/" + device + "/accept_dad", "0");
            return "";
        });
        ip("link set " + device + " up");
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
