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
                    %s
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
                %s
            }
            """;
    private static final String POSTQUANTUM =
            "ppk-lab { id-1 = lab-ppk\n secret = \"%s\" }".formatted(PeerPolicy.POSTQUANTUM_KEY);

    private static final String BY_SECRET = """
            local { auth = psk
                    id = beta.example }
            remote { auth = psk
                     id = alpha.example }
            """;
    private static final String BY_CERTIFICATE = """
            local { auth = %s
                    certs = %s.pem
                    id = "%s" }
            remote { auth = %s
                     cacerts = %s.pem
                     id = "%s" }
            """;

    private final LabHost host;
    private final Path folder;
    private final Path credentials;
    private final String socket;
    private final LabProcess daemon;
    private int configured;

    private StrongSwan(LabHost host, Path folder, Path credentials, LabProcess daemon) {
        this.host = host;
        this.folder = folder;
        this.credentials = credentials;
        this.socket = "unix://" + folder.resolve("vici");
        this.daemon = daemon;
    }

    /** Starts the daemon without any connection. */
    static StrongSwan start(LabHost host) throws IOException {
        return start(host, Files.createTempDirectory("no-credentials"));
    }

    /**
     * The same with certificates and keys, and more settings of {@code charon}.
     *
     * @param credentials a folder laid out as {@code swanctl} has it; connections are written there too
     */
    static StrongSwan start(LabHost host, Path credentials, String... settings) throws IOException {
        Path folder = Files.createTempDirectory("strongswan");
        Path file = writeSettings(folder, settings);
        LabProcess daemon = host.start("env", "STRONGSWAN_CONF=" + file, DAEMON);
        daemon.awaitLineWith("spawning");
        return new StrongSwan(host, folder, credentials, daemon);
    }

    /** Gives a running daemon these further settings and no others; not all of them are looked at again. */
    void become(String... settings) throws IOException {
        writeSettings(folder, settings);
        swanctl("--reload-settings");
    }

    private static Path writeSettings(Path folder, String... more) throws IOException {
        return Files.writeString(folder.resolve("strongswan.conf"), """
                charon {
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
                    load = random nonce openssl kdf pem pkcs1 pkcs8 x509 revocation constraints curl kernel-netlink socket-default vici
                    %s
                    plugins {
                        vici {
                            socket = unix://%s/vici
                        }
                    }
                }
                """.formatted(String.join("\n", more), folder));
    }

    /** Whether it sets up the new IKE SA of a reauthentication before it deletes the old one, or after. */
    void makeBeforeBreak(boolean whether) throws IOException {
        become("make_before_break = " + (whether ? "yes" : "no"));
    }

    /** Replaces all connections and secrets by those of a {@code swanctl.conf}. */
    void load(String configuration) throws IOException {
        Path file = Files.writeString(credentials.resolve("swanctl.conf"), configuration);
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
                String.join("\n", policy.more())
                        + "\n"
                        + policy.certificate().map(StrongSwan::ends).orElse(BY_SECRET),
                policy.shape().tunnel() ? "tunnel" : "transport",
                policy.ownPort("any"),
                policy.shimPort("any"),
                String.join(", ", policy.esp()),
                policy.secret(),
                // As a responder it uses what it has, also where the connection does not say so.
                policy.more().stream().anyMatch(line -> line.startsWith("ppk")) ? POSTQUANTUM : ""));
    }

    private static String ends(PeerCertificate certificate) {
        return BY_CERTIFICATE.formatted(
                certificate.signs().isEmpty() ? "pubkey" : certificate.signs(),
                certificate.certificate(),
                certificate.identity(),
                certificate.expects().isEmpty() ? "pubkey" : certificate.expects(),
                certificate.authority(),
                certificate.ours());
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
