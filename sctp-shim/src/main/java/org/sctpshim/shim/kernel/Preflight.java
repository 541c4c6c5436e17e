package org.sctpshim.shim.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells before anything starts why it could not work on this machine. It only reads: files and Java properties, nothing
 * is opened, bound or changed.
 */
public final class Preflight {
    private static final Pattern EFFECTIVE_CAPABILITIES = Pattern.compile("(?m)^CapEff:\\s*([0-9a-fA-F]{1,16})$");
    private static final int CAP_NET_BIND_SERVICE = 10;
    private static final int CAP_NET_ADMIN = 12;
    private static final int CAP_NET_RAW = 13;

    private static final List<String> LIBRARY_FOLDERS = List.of("/usr/lib", "/lib", "/usr/lib64", "/lib64");

    private final SystemView system;
    private final List<Integer> ikePorts;
    private final List<Finding> findings = new ArrayList<>();

    private Preflight(SystemView system, List<Integer> ikePorts) {
        this.system = system;
        this.ikePorts = List.copyOf(ikePorts);
    }

    /**
     * All that is to be said of a machine, the worst first.
     *
     * @param ikePorts the UDP ports IKE will bind
     */
    public static List<Finding> check(SystemView system, List<Integer> ikePorts) {
        Preflight preflight = new Preflight(system, ikePorts);
        preflight.checkOperatingSystem();
        preflight.checkJavaVersion();
        preflight.checkSctpInKernel();
        preflight.checkSctpLibrary();
        preflight.checkCapabilities();
        preflight.checkIkePorts();
        preflight.checkSctpSettings();
        return preflight.findings.stream()
                .sorted((a, b) -> a.severity().compareTo(b.severity()))
                .toList();
    }

    private void checkOperatingSystem() {
        if (!system.property("os.name").equals("Linux")) {
            findings.add(Finding.failure("sctp-shim runs on Linux only, not on " + system.property("os.name") + "."));
        }
    }

    private void checkJavaVersion() {
        String text = system.property("java.version");
        Runtime.Version version;
        try {
            version = Runtime.Version.parse(text);
        } catch (IllegalArgumentException e) {
            findings.add(Finding.warning("The Java version \"" + text + "\" is unknown: use 17.0.8 or later."));
            return;
        }
        int feature = version.feature();
        if (feature < 17 || (feature == 17 && version.update() < 8)) {
            findings.add(Finding.failure(
                    "Java " + text + " loses file descriptors when SCTP channels close: use 17.0.8 or later."));
        } else if (feature >= 22 && feature <= 24) {
            findings.add(Finding.warning("Java " + text + " cannot send or receive SCTP messages in buffers of a shared"
                    + " arena: use 17, 21 or 25, or other buffers."));
        }
    }

    private void checkSctpInKernel() {
        if (system.read("/proc/net/sctp/assocs").isPresent()) {
            return;
        }
        String release =
                system.read("/proc/sys/kernel/osrelease").map(String::strip).orElse("unknown");
        boolean installed = system.read("/lib/modules/" + release + "/modules.dep")
                .map(modules -> modules.contains("/sctp/sctp.ko"))
                .orElse(false);
        findings.add(Finding.failure(
                installed
                        ? "SCTP is not loaded into the kernel: run 'modprobe sctp' as root."
                        : "The running kernel (" + release + ") has no SCTP and no module for it: boot a kernel with"
                                + " SCTP, then run 'modprobe sctp' as root."));
    }

    private void checkSctpLibrary() {
        boolean cached = system.read("/etc/ld.so.cache")
                .map(cache -> cache.contains("libsctp.so.1"))
                .orElse(false);
        boolean found = cached
                || LIBRARY_FOLDERS.stream()
                        .anyMatch(
                                folder -> system.read(folder + "/libsctp.so.1").isPresent());
        if (!found) {
            findings.add(Finding.failure("The library libsctp.so.1, which Java's SCTP channels need, is missing: run"
                    + " 'apt-get install libsctp1' as root (lksctp-tools on Fedora and RHEL)."));
        }
    }

    private void checkCapabilities() {
        Optional<String> status = system.read("/proc/self/status");
        Matcher effective = EFFECTIVE_CAPABILITIES.matcher(status.orElse(""));
        if (!effective.find()) {
            findings.add(Finding.warning(
                    "The capabilities of this process are unknown: it needs CAP_NET_ADMIN and" + " CAP_NET_RAW."));
            return;
        }
        long capabilities = Long.parseUnsignedLong(effective.group(1), 16);
        requireCapability(capabilities, CAP_NET_ADMIN, "CAP_NET_ADMIN", "guard peers and route their packets");
        requireCapability(capabilities, CAP_NET_RAW, "CAP_NET_RAW", "send and receive ESP");
        int firstOpenPort = (int) number("/proc/sys/net/ipv4/ip_unprivileged_port_start", 1024);
        if (ikePorts.stream().anyMatch(port -> port < firstOpenPort)) {
            requireCapability(capabilities, CAP_NET_BIND_SERVICE, "CAP_NET_BIND_SERVICE", "bind the ports of IKE");
        }
    }

    private void requireCapability(long capabilities, int bit, String name, String purpose) {
        if ((capabilities & (1L << bit)) == 0) {
            findings.add(Finding.failure("The process lacks " + name + ", which it needs to " + purpose
                    + ": run it as root, or give the java command this capability."));
        }
    }

    private void checkIkePorts() {
        for (int port : ikePorts) {
            String taken = String.format(":%04X ", port);
            boolean inUse = lists("/proc/net/udp", taken) || lists("/proc/net/udp6", taken);
            if (inUse) {
                findings.add(Finding.failure("UDP port " + port + " is taken by another program, often another IKE"
                        + " daemon: find it with 'ss -lunp' and stop it."));
            }
        }
    }

    /** Whether a socket table has this port as a local one: the second column is the local address and port. */
    private boolean lists(String table, String port) {
        return system.read(table)
                .map(text -> text.lines().skip(1).anyMatch(line -> {
                    String[] columns = line.strip().split("\\s+", 3);
                    return columns.length > 1 && (columns[1] + " ").endsWith(port);
                }))
                .orElse(false);
    }

    private void checkSctpSettings() {
        if (setting("pf_expose") == 2) {
            findings.add(Finding.failure("net.sctp.pf_expose is 2, which makes Java's receive() fail with"
                    + " AssertionError as soon as a path is lost: run 'sysctl -w net.sctp.pf_expose=0' as root."));
        }
        if (setting("udp_port") != 0 || setting("encap_port") != 0) {
            findings.add(Finding.failure("The kernel sends SCTP inside UDP, past all protection: run"
                    + " 'sysctl -w net.sctp.udp_port=0 net.sctp.encap_port=0' as root."));
        }
        if (setting("default_auto_asconf") == 1) {
            findings.add(
                    Finding.warning("net.sctp.default_auto_asconf is 1: the kernel advertises addresses on its own,"
                            + " before they are protected, and their packets are blocked; run"
                            + " 'sysctl -w net.sctp.default_auto_asconf=0' as root."));
        }
        if (setting("addip_enable") != 1) {
            findings.add(Finding.note("net.sctp.addip_enable is 0: the peer is never told of addresses bound or"
                    + " unbound after connect,"
                    + " and SCTP_SET_PEER_PRIMARY_ADDR fails."));
        } else if (setting("addip_noauth_enable") != 1 && setting("auth_enable") != 1) {
            findings.add(Finding.warning("net.sctp.addip_enable is 1 but both net.sctp.auth_enable and"
                    + " net.sctp.addip_noauth_enable are 0: set one of them, or addresses cannot change after"
                    + " connect."));
        }
    }

    private long setting(String name) {
        return number("/proc/sys/net/sctp/" + name, 0);
    }

    private long number(String path, long otherwise) {
        return system.read(path)
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::parseLong)
                .orElse(otherwise);
    }
}
