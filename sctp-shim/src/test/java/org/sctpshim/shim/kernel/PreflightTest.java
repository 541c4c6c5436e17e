package org.sctpshim.shim.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.shim.kernel.Finding.Severity;

class PreflightTest {
    private final Machine machine = new Machine();

    @Test
    void aMachineThatHasEverythingHasNoFindings() {
        assertThat(check()).isEmpty();
    }

    @Test
    void sctpNotLoadedIsToBeLoaded() {
        machine.files.remove("/proc/net/sctp/assocs");
        machine.files.put("/lib/modules/6.1.0/modules.dep", "kernel/net/sctp/sctp.ko: kernel/lib/libcrc32c.ko\n");
        assertFailure("SCTP is not loaded into the kernel: run 'modprobe sctp' as root.");
    }

    @Test
    void aKernelWithoutSctpIsToBeReplaced() {
        machine.files.remove("/proc/net/sctp/assocs");
        assertFailure("The running kernel (6.1.0) has no SCTP and no module for it: boot a kernel with SCTP, then run"
                + " 'modprobe sctp' as root.");
    }

    @Test
    void theMissingLibraryIsNamedWithItsPackage() {
        machine.files.put("/etc/ld.so.cache", "libc.so.6");
        assertFailure("The library libsctp.so.1, which Java's SCTP channels need, is missing: run"
                + " 'apt-get install libsctp1' as root (lksctp-tools on Fedora and RHEL).");
    }

    @Test
    void theLibraryIsFoundInAFolderWhenThereIsNoCache() {
        machine.files.remove("/etc/ld.so.cache");
        machine.files.put("/usr/lib64/libsctp.so.1", "ELF");
        assertThat(check()).isEmpty();
    }

    @Test
    void eachMissingCapabilityIsNamed() {
        machine.files.put("/proc/self/status", "Name:\tjava\nCapEff:\t0000000000000000\n");
        assertThat(check())
                .extracting(Finding::severity)
                .containsExactly(Severity.FAILURE, Severity.FAILURE, Severity.FAILURE);
        assertThat(check())
                .extracting(Finding::sentence)
                .satisfiesExactly(
                        sentence -> assertThat(sentence).contains("lacks CAP_NET_ADMIN"),
                        sentence -> assertThat(sentence).contains("lacks CAP_NET_RAW"),
                        sentence -> assertThat(sentence).contains("lacks CAP_NET_BIND_SERVICE"));
    }

    @Test
    void portsOpenToAllNeedNoCapability() {
        machine.files.put("/proc/sys/net/ipv4/ip_unprivileged_port_start", "500\n");
        machine.files.put("/proc/self/status", "Name:\tjava\nCapEff:\t0000000000003000\n");
        assertThat(check()).isEmpty();
    }

    @Test
    void aTakenIkePortIsReported() {
        machine.files.put("/proc/net/udp", """
                   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                 1022: 00000000:01F4 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 20481
                """);
        assertFailure("UDP port 500 is taken by another program, often another IKE daemon: find it with 'ss -lunp' and"
                + " stop it.");
    }

    @Test
    void anIkePortThatIsOnlySomeonesRemotePortIsFree() {
        machine.files.put("/proc/net/udp6", """
                  sl  local_address remote_address st
                  12: 00000000000000000000000001000000:8234 00000000000000000000000001000000:01F4 01
                """);
        assertThat(check()).isEmpty();
    }

    @Test
    void exposedPotentialFailureWouldKillReceivers() {
        machine.files.put("/proc/sys/net/sctp/pf_expose", "2\n");
        assertFailure("net.sctp.pf_expose is 2, which makes Java's receive() fail with AssertionError as soon as a path"
                + " is lost: run 'sysctl -w net.sctp.pf_expose=0' as root.");
    }

    @Test
    void sctpInsideUdpWouldPassTheGuards() {
        machine.files.put("/proc/sys/net/sctp/encap_port", "9899\n");
        assertFailure("The kernel sends SCTP inside UDP, past all protection: run"
                + " 'sysctl -w net.sctp.udp_port=0 net.sctp.encap_port=0' as root.");
    }

    @Test
    void addressChangesThatAreNeverToldAreNoted() {
        machine.files.put("/proc/sys/net/sctp/addip_enable", "0\n");
        assertThat(check())
                .containsExactly(new Finding(
                        Severity.NOTE,
                        "net.sctp.addip_enable is 0: the peer is never told of addresses bound or"
                                + " unbound after connect,"
                                + " and SCTP_SET_PEER_PRIMARY_ADDR fails."));
    }

    @Test
    @Requirement("RFC 5061 A8")
    void addressChangesWithoutAuthenticationOrItsWaiverAreWarnedOf() {
        machine.files.put("/proc/sys/net/sctp/addip_noauth_enable", "0\n");
        assertThat(check()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.sentence()).contains("auth_enable", "addip_noauth_enable");
        });
    }

    @Test
    void addressesThatTheKernelAddsByItselfAreWarnedOf() {
        machine.files.put("/proc/sys/net/sctp/default_auto_asconf", "1\n");
        assertThat(check())
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence()).contains("default_auto_asconf=0"));
    }

    @Test
    void oldJavaIsRefused() {
        machine.properties.put("java.version", "17.0.7");
        assertFailure("Java 17.0.7 loses file descriptors when SCTP channels close: use 17.0.8 or later.");
        machine.properties.put("java.version", "17.0.8");
        assertThat(check()).isEmpty();
        machine.properties.put("java.version", "25.0.3");
        assertThat(check()).isEmpty();
    }

    @Test
    void javaThatCannotUseSharedArenasIsWarnedOf() {
        machine.properties.put("java.version", "23.0.1");
        assertThat(check()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.sentence()).contains("shared arena");
        });
    }

    @Test
    void otherSystemsAreRefused() {
        machine.properties.put("os.name", "Mac OS X");
        assertFailure("sctp-shim runs on Linux only, not on Mac OS X.");
    }

    @Test
    void theWorstComesFirst() {
        machine.files.put("/proc/sys/net/sctp/addip_enable", "0\n");
        machine.files.put("/proc/sys/net/sctp/pf_expose", "2\n");
        machine.properties.put("java.version", "23");
        assertThat(check())
                .extracting(Finding::severity)
                .containsExactly(Severity.FAILURE, Severity.WARNING, Severity.NOTE);
    }

    @Test
    void itLooksAtTheRunningSystemWithoutFailing() {
        assertThat(Preflight.check(SystemView.running(), List.of(500, 4500)))
                .allSatisfy(finding -> assertThat(finding.sentence()).endsWith("."));
    }

    private List<Finding> check() {
        return Preflight.check(machine, List.of(500, 4500));
    }

    private void assertFailure(String sentence) {
        assertThat(check()).containsExactly(new Finding(Severity.FAILURE, sentence));
    }

    private static final class Machine implements SystemView {
        final Map<String, String> files = new HashMap<>();
        final Map<String, String> properties = new HashMap<>();

        Machine() {
            properties.put("os.name", "Linux");
            properties.put("java.version", "17.0.15");
            files.put("/proc/net/sctp/assocs", KernelSamples.ASSOCS_EMPTY);
            files.put("/proc/sys/kernel/osrelease", "6.1.0\n");
            files.put("/etc/ld.so.cache", "ld.so-1.7.0\0libsctp.so.1\0/lib/x86_64-linux-gnu/libsctp.so.1");
            files.put("/proc/self/status", "Name:\tjava\nCapEff:\t000001ffffffffff\nCapBnd:\t0\n");
            files.put("/proc/sys/net/sctp/pf_expose", "0\n");
            files.put("/proc/sys/net/sctp/addip_enable", "1\n");
            files.put("/proc/sys/net/sctp/addip_noauth_enable", "1\n");
        }

        @Override
        public Optional<String> read(String path) {
            return Optional.ofNullable(files.get(path));
        }

        @Override
        public String property(String name) {
            return properties.getOrDefault(name, "");
        }
    }
}
