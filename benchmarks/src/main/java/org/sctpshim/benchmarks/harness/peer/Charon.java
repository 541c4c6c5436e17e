package org.sctpshim.benchmarks.harness.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sctpshim.benchmarks.harness.machine.Namespaces;
import org.sctpshim.benchmarks.harness.machine.Tool;

/** One charon in a network namespace, with files of its own in a folder that goes with it. */
public final class Charon implements AutoCloseable {

    private static final String PLUGINS = "random nonce aes aesni sha1 sha2 hmac kdf gcm curve25519 openssl"
            + " kernel-libipsec kernel-netlink socket-default vici";
    private static final int START_LIMIT_S = 10;
    private static final int LOAD_LIMIT_S = 10;
    private static final int HANDSHAKE_LIMIT_S = 60;
    private static final int END_LIMIT_S = 5;
    private static final int POLL_MS = 20;
    private static final double TICKS_PER_S = 100;
    private static final int USER_TIME_FIELD = 11;
    private static final int SYSTEM_TIME_FIELD = 12;
    private static final Pattern ESTABLISHED = Pattern.compile("total..(\\d+)", Pattern.DOTALL);

    private final Process process;
    private final Path folder;
    private final Path control;
    private final String address;
    private int initiated;

    private Charon(Process process, Path folder, Path control, String address) {
        this.process = process;
        this.folder = folder;
        this.control = control;
        this.address = address;
    }

    /** Starts one. What it tunnels it sends through a TUN device with routes of its own, as kernel-libipsec does. */
    public static Charon start(String namespace, int core, String address) throws IOException {
        Path folder = Files.createTempDirectory("charon");
        Path control = folder.resolve("control");
        Files.writeString(folder.resolve("strongswan.conf"), """
                charon {
                    load = %s
                    reuse_ikesa = no
                    ikesa_table_size = 4096
                    ikesa_table_segments = 16
                    plugins {
                        vici {
                            socket = unix://%s
                        }
                    }
                    syslog {
                        daemon {
                            default = -1
                        }
                        auth {
                            default = -1
                        }
                    }
                }
                """.formatted(PLUGINS, control));
        List<String> command = new ArrayList<>(Namespaces.on(namespace, core));
        command.addAll(List.of("sh", "-c", "mount -t tmpfs none /run && exec " + program()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .put("STRONGSWAN_CONF", folder.resolve("strongswan.conf").toString());
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
        Charon charon = new Charon(builder.start(), folder, control, address);
        charon.await("charon does not start", START_LIMIT_S, () -> Files.exists(control));
        return charon;
    }

    /** That strongSwan is not here, and what installs it; empty if it is. */
    public static Optional<String> hindrance() {
        return Tool.missing("charon", "strongswan-charon").or(() -> Tool.missing("swanctl", "strongswan-swanctl"));
    }

    private static String program() {
        return Tool.find("charon").map(Path::toString).orElse("charon");
    }

    /** Only IKE and its SAs: nothing is led into the tunnel. */
    void loadWithoutTraffic(String other, String proposal) throws IOException {
        load(other, proposal, address, other, "no");
    }

    /** Leads what goes from an address of this end to one of the other through the tunnel. */
    public void loadTunnel(String other, String inner, String otherInner) throws IOException {
        load(other, "aes128gcm16-prfsha256-x25519", inner, otherInner, "yes");
    }

    private void load(String other, String proposal, String inner, String otherInner, String policies)
            throws IOException {
        Path file = folder.resolve("swanctl.conf");
        Files.writeString(file, """
                connections {
                    bench {
                        version = 2
                        unique = never
                        mobike = no
                        local_addrs = %1$s
                        remote_addrs = %2$s
                        proposals = %3$s
                        local {
                            auth = psk
                            id = %1$s
                        }
                        remote {
                            auth = psk
                            id = %2$s
                        }
                        children {
                            bench {
                                mode = tunnel
                                esp_proposals = aes128gcm16
                                local_ts = %4$s
                                remote_ts = %5$s
                                policies = %6$s
                            }
                        }
                    }
                }
                secrets {
                    ike-bench {
                        secret = "a shared key of 32 octets or so"
                    }
                }
                """.formatted(address, other, proposal, inner, otherInner, policies));
        Tool.run(
                List.of(
                        "env",
                        "SWANCTL_DIR=" + folder,
                        "swanctl",
                        "--load-all",
                        "--noprompt",
                        "--file",
                        file.toString(),
                        "--uri",
                        "unix://" + control),
                LOAD_LIMIT_S);
    }

    /** Makes so many IKE SAs with a Child SA each, one after the other started, and waits until all are there. */
    public void initiate(int count) throws IOException {
        try (ViciClient vici = new ViciClient(control)) {
            for (int i = 0; i < count; i++) {
                initiated++;
                String answer = vici.call(
                        "initiate", Map.of("child", "bench", "ike", "bench", "timeout", "10000", "loglevel", "-1"));
                if (answer.contains("errmsg")) {
                    throw new IOException("charon: " + answer.substring(answer.indexOf("errmsg")));
                }
            }
            await(
                    "not all handshakes were made",
                    HANDSHAKE_LIMIT_S,
                    () -> established(vici.call("stats", Map.of())) >= initiated);
        }
    }

    private static int established(String stats) {
        int at = stats.indexOf("ikesas");
        Matcher matcher = ESTABLISHED.matcher(at < 0 ? "" : stats.substring(at));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** Processor time that it has used so far. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TIME_FIELD]) + Long.parseLong(fields[SYSTEM_TIME_FIELD])) / TICKS_PER_S;
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(String complaint, int seconds, Condition condition) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.holds()) {
            if (System.nanoTime() - deadline > 0 || !process.isAlive()) {
                throw new IOException(complaint + ": "
                        + Files.readString(folder.resolve("log"))
                                .lines()
                                .reduce((earlier, later) -> later)
                                .orElse("it said nothing"));
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    /** Ends it. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(END_LIMIT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
