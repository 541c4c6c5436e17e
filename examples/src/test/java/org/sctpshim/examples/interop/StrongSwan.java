package org.sctpshim.examples.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sctpshim.examples.lab.LabHost;
import org.sctpshim.examples.lab.LabProcess;

/**
 * strongSwan's IKE daemon on one of the lab's hosts, with the host's kernel as its data plane. What it says goes to a
 * file and can be waited for.
 */
final class StrongSwan implements IkePeer {
    private static final String DAEMON = "/usr/lib/ipsec/charon";
    private static final String CONNECTION = """
            connections {
                shim {
                    version = 2
                    local_addrs = 10.1.0.2
                    remote_addrs = 10.1.0.1
                    proposals = %s
                    mobike = yes
                    dpd_delay = %ds
                    reauth_time = %ds
                    over_time = 60s
                    rand_time = 0s
                    local { auth = psk
                            id = beta.example }
                    remote { auth = psk
                             id = alpha.example }
                    children {
                        sctp {
                            mode = %s
                            local_ts = 10.1.0.2/32[sctp/%s]
                            remote_ts = 10.1.0.1/32[sctp/%s]
                            esp_proposals = %s
                        }
                    }
                }
            }
            secrets {
                ike-shim {
                    id-1 = alpha.example
                    id-2 = beta.example
                    secret = "%s"
                }
            }
            """;

    private final LabHost host;
    private final Path folder;
    private final String socket;
    private final LabProcess daemon;
    private int configured;

    private StrongSwan(LabHost host, Path folder, LabProcess daemon) {
        this.host = host;
        this.folder = folder;
        this.socket = "unix://" + folder.resolve("vici");
        this.daemon = daemon;
    }

    /** Starts the daemon without any configuration. */
    static StrongSwan start(LabHost host) throws IOException {
        Path folder = Files.createTempDirectory("strongswan");
        Path settings = writeSettings(folder, false);
        LabProcess daemon = host.start("env", "STRONGSWAN_CONF=" + settings, DAEMON);
        daemon.awaitLineWith("spawning");
        return new StrongSwan(host, folder, daemon);
    }

    private static Path writeSettings(Path folder, boolean makeBeforeBreak) throws IOException {
        return Files.writeString(
                folder.resolve("strongswan.conf"), """
                charon {
                    make_before_break = %s
                    install_routes = no
                    install_virtual_ip = no
                    retransmit_tries = 3
                    retransmit_timeout = 1
                    filelog {
                        stderr {
                            default = 1
                            enc = 1
                            cfg = 2
                        }
                    }
                    load = random nonce openssl kdf pem pkcs1 x509 revocation constraints kernel-netlink socket-default vici
                    plugins {
                        vici {
                            socket = unix://%s/vici
                        }
                    }
                }
                """.formatted(makeBeforeBreak ? "yes" : "no", folder));
    }

    /** Whether it sets up the new IKE SA of a reauthentication before it deletes the old one, or after. */
    void makeBeforeBreak(boolean whether) throws IOException {
        writeSettings(folder, whether);
        swanctl("--reload-settings");
    }

    /** Replaces all connections and secrets by those of a {@code swanctl.conf}. */
    void load(String configuration) throws IOException {
        Path file = Files.writeString(folder.resolve("swanctl.conf"), configuration);
        swanctl("--load-all", "--clear", "--noprompt", "--file", file.toString());
    }

    /** Runs {@code swanctl} to its end; fails the test if it fails. */
    String swanctl(String command, String... words) {
        LabProcess process = start(command, words);
        int status = process.exitStatus(LabHost.PATIENCE);
        if (status != 0) {
            throw new AssertionError(
                    "swanctl %s ended with status %d:%n%s".formatted(command, status, process.output()));
        }
        return process.output();
    }

    /** Starts {@code swanctl} and lets it run. */
    LabProcess start(String command, String... words) {
        String[] all = new String[words.length + 4];
        all[0] = "swanctl";
        all[1] = command;
        System.arraycopy(words, 0, all, 2, words.length);
        all[all.length - 2] = "--uri";
        all[all.length - 1] = socket;
        return host.start(all);
    }

    @Override
    public void configure(PeerPolicy policy) throws IOException {
        start("--terminate", "--ike", "shim", "--force").exitStatus(LabHost.PATIENCE);
        configured = daemon.lineCount();
        load(CONNECTION.formatted(
                String.join(", ", policy.ike()),
                policy.livenessSeconds(),
                policy.shape().reauthSeconds(),
                policy.shape().tunnel() ? "tunnel" : "transport",
                policy.ownPort("any"),
                policy.shimPort("any"),
                String.join(", ", policy.esp()),
                policy.secret()));
    }

    @Override
    public String initiate() {
        return whatever("--initiate", "--child", "sctp");
    }

    @Override
    public void initiateOnTraffic() {
        // An SPI that it reserved and did not use counts for the kernel as one that it was asked for already.
        host.run("ip", "xfrm", "state", "flush");
        swanctl("--install", "--child", "sctp");
    }

    @Override
    public void forgetTraffic() {
        swanctl("--uninstall", "--child", "sctp");
    }

    /** Runs {@code swanctl} to its end, whatever comes of it. */
    private String whatever(String command, String... words) {
        LabProcess process = start(command, words);
        process.exitStatus(LabHost.PATIENCE);
        return process.output();
    }

    @Override
    public void deleteIkeSa() {
        swanctl("--terminate", "--ike", "shim");
    }

    @Override
    public void deleteChildSa() {
        swanctl("--terminate", "--child", "sctp");
    }

    @Override
    public void rekeyIkeSa() {
        swanctl("--rekey", "--ike", "shim");
    }

    @Override
    public void rekeyChildSa() {
        swanctl("--rekey", "--child", "sctp");
    }

    @Override
    public SaCounts count() {
        List<String> lines = swanctl("--list-sas").lines().toList();
        return new SaCounts(
                (int) lines.stream()
                        .filter(line -> line.contains("ESTABLISHED"))
                        .count(),
                (int) lines.stream().filter(line -> line.contains("INSTALLED")).count());
    }

    @Override
    public void awaitSaid(String part) {
        daemon.awaitLineWithAfter(configured, part);
    }

    @Override
    public void close() {
        daemon.close();
    }
}
