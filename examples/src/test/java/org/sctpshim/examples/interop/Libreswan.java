package org.sctpshim.examples.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sctpshim.examples.lab.LabHost;
import org.sctpshim.examples.lab.LabProcess;
import org.sctpshim.examples.pki.LabPki;

/**
 * libreswan's IKE daemon on one of the lab's hosts, with the host's kernel as its data plane. Its package conflicts with
 * strongSwan's, so the lab puts its programs in their place, and they are told all other paths. What it says can be
 * waited for.
 */
final class Libreswan implements IkePeer {
    /** What every connection has: nothing but the kernel's own routes. */
    private static final String DEFAULTS = """
            config setup
                uniqueids=no
            conn %default
                ikev2=insist
                leftupdown=/bin/true
                retransmit-interval=500
                retransmit-timeout=5s
            """;

    private static final String CONNECTION = """
            conn shim
                type=%s
                left=10.1.0.2
                leftprotoport=sctp/%s
                right=10.1.0.1
                rightprotoport=sctp/%s
                narrowing=%s
                ike=%s
                esp=%s
                esn=%s
                dpddelay=%d
                dpdtimeout=600
                keyingtries=1
            %s
            """;
    private static final String BY_SECRET = """
                authby=secret
                leftid=@beta.example
                rightid=@alpha.example
            """;
    private static final String BY_CERTIFICATE = """
                authby=%s
                leftid="%s"
                leftcert=%s
                rightid="%s"
            """;
    private static final String SECRETS = """
            @alpha.example @beta.example : PSK "%s"
            @alpha.example @beta.example : PPKS "lab-ppk" "%s"
            """;
    private static final String REAUTHENTICATION = """
                reauth=yes
                ikelifetime=%ds
                rekeymargin=1s
                rekeyfuzz=0%%
            """;
    private static final Pattern IKE_COUNT = Pattern.compile("IKE SAs: total\\((\\d+)\\)");
    private static final Pattern CHILD_COUNT = Pattern.compile("IPsec SAs: total\\((\\d+)\\)");

    private final LabHost host;
    private final Path folder;
    private final LabProcess daemon;
    private int configured;

    private Libreswan(LabHost host, Path folder, LabProcess daemon) {
        this.host = host;
        this.folder = folder;
        this.daemon = daemon;
    }

    /** Starts the daemon without any connection. */
    static Libreswan start(LabHost host) throws IOException {
        return start(host, Optional.empty());
    }

    /** The same with the keys and certificates of beta. */
    static Libreswan start(LabHost host, LabPki pki) throws IOException {
        return start(host, Optional.of(pki));
    }

    private static Libreswan start(LabHost host, Optional<LabPki> pki) throws IOException {
        Path folder = Files.createTempDirectory("libreswan");
        Files.createDirectories(folder.resolve("run"));
        Path certificates = Files.createDirectories(folder.resolve("nss"));
        Path secrets = Files.writeString(folder.resolve("ipsec.secrets"), "");
        Path settings = Files.writeString(folder.resolve("ipsec.conf"), DEFAULTS);
        host.run("certutil", "-N", "-d", "sql:" + certificates, "--empty-password");
        pki.ifPresent(with -> bringIn(host, certificates, with));
        LabProcess daemon = host.start(
                program("pluto"),
                "--nofork",
                "--stderrlog",
                "--log-no-time",
                "--config",
                settings.toString(),
                "--secretsfile",
                secrets.toString(),
                "--rundir",
                folder.resolve("run").toString(),
                "--nssdir",
                certificates.toString());
        // It loads all connections that are there by itself, none, and listens from then on.
        daemon.awaitLineWith("loading secrets from");
        return new Libreswan(host, folder, daemon);
    }

    private static void bringIn(LabHost host, Path database, LabPki pki) {
        String where = " -d sql:" + database;
        StringBuilder commands = new StringBuilder("set -e\n");
        for (String root : List.of("root", "long-root")) {
            commands.append("certutil -A -t CT,, -n " + root + " -i " + pki.anchor(root) + where + "\n");
        }
        // Its library has no Ed25519.
        for (String name :
                pki.names().stream().filter(each -> !each.endsWith("ed25519")).toList()) {
            commands.append("pk12util -W " + LabPki.PASSWORD + " -i " + pki.pkcs12(name) + where + "\n");
        }
        commands.append("crlutil -I -B -i " + pki.revocationList() + where + "\n");
        host.run("sh", "-c", commands.toString());
    }

    private static String program(String name) {
        return "/usr/libexec/ipsec/" + name;
    }

    @Override
    public void configure(PeerPolicy policy) throws IOException {
        whack("--name", "shim", "--delete");
        configured = daemon.lineCount();
        String connection = CONNECTION.formatted(
                policy.shape().tunnel() ? "tunnel" : "transport",
                policy.ownPort("0"),
                policy.shimPort("0"),
                policy.shape().wide() ? "yes" : "no",
                LibreswanSpelling.ofAll(policy.ike()),
                LibreswanSpelling.ofAll(policy.esp()),
                LibreswanSpelling.extendedSequenceNumbers(policy.esp()),
                policy.livenessSeconds(),
                policy.more().stream().map(line -> "    " + line + "\n").collect(Collectors.joining())
                        + policy.certificate().map(Libreswan::ends).orElse(BY_SECRET));
        int reauthSeconds = policy.shape().reauthSeconds();
        String reauthentication = reauthSeconds > 0 ? REAUTHENTICATION.formatted(reauthSeconds) : "";
        Path settings = Files.writeString(
                folder.resolve("ipsec.conf"), DEFAULTS + connection.stripTrailing() + "\n" + reauthentication);
        Files.writeString(
                folder.resolve("ipsec.secrets"), SECRETS.formatted(policy.secret(), PeerPolicy.POSTQUANTUM_KEY));
        whack("--rereadsecrets");
        // Its exit status is that of the last thing the daemon said, a failed initiation of the past perhaps.
        host.start(program("addconn"), "--config", settings.toString(), "--ctlsocket", socket(), "shim")
                .exitStatus(LabHost.PATIENCE);
        awaitSaid("added IKEv2 connection");
    }

    private static String ends(PeerCertificate certificate) {
        return BY_CERTIFICATE.formatted(
                certificate.signs(),
                identity(certificate.identity()),
                certificate.certificate(),
                identity(certificate.ours()));
    }

    /** A domain name has an @ before it here. */
    private static String identity(String text) {
        return text.matches("[a-z.]+") ? "@" + text : text;
    }

    /** Runs {@code whack} to its end, whatever comes of it, and gives what it said. */
    String whack(String... words) {
        LabProcess process = start(words);
        process.exitStatus(LabHost.PATIENCE);
        return process.output();
    }

    /** Starts {@code whack} and lets it run. */
    LabProcess start(String... words) {
        String[] all = new String[words.length + 3];
        all[0] = program("whack");
        all[1] = "--ctlsocket";
        all[2] = socket();
        System.arraycopy(words, 0, all, 3, words.length);
        return host.start(all);
    }

    @Override
    public String initiate() {
        return whack("--name", "shim", "--initiate");
    }

    @Override
    public void initiateOnTraffic() {
        whack("--name", "shim", "--route");
    }

    @Override
    public void forgetTraffic() {
        whack("--name", "shim", "--unroute");
    }

    @Override
    public void deleteIkeSa() {
        whack("--name", "shim", "--terminate");
    }

    @Override
    public void deleteChildSa() {
        throw new UnsupportedOperationException("libreswan deletes the IKE SA with the last Child SA");
    }

    @Override
    public void rekeyIkeSa() {
        whack("--name", "shim", "--rekey-ike");
    }

    @Override
    public void rekeyChildSa() {
        whack("--name", "shim", "--rekey-ipsec");
    }

    @Override
    public SaCounts count() {
        String status = whack("--status");
        return new SaCounts(count(IKE_COUNT, status), count(CHILD_COUNT, status));
    }

    private static int count(Pattern pattern, String status) {
        return pattern.matcher(status)
                .results()
                .mapToInt(result -> Integer.parseInt(result.group(1)))
                .sum();
    }

    @Override
    public void awaitSaid(String part) {
        daemon.awaitLineWithAfter(configured, part);
    }

    private String socket() {
        return folder.resolve("run").resolve("pluto.ctl").toString();
    }

    @Override
    public void close() {
        daemon.close();
    }
}
