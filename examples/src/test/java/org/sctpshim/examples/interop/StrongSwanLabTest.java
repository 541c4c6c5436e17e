package org.sctpshim.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.examples.lab.LabLinks.Link.LINK1;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.examples.demo.capture.PacketKind;
import org.sctpshim.examples.lab.LabHost;
import org.sctpshim.examples.lab.LabProcess;

/**
 * strongSwan and its kernel on beta, the shim and its userspace plane on alpha, over the first link: one IKE SA with
 * MOBIKE, one Child SA in transport mode, SCTP inside.
 */
@Tag("lab")
class StrongSwanLabTest {
    private static final String SECRET = "one secret for two";
    private static final String OUR_END = "10.1.0.1:2905";
    private static final String THEIR_END = "10.1.0.2:2906";
    private static final String CONFIGURATION = """
            connections {
                shim {
                    version = 2
                    local_addrs = 10.1.0.2
                    remote_addrs = 10.1.0.1
                    proposals = aes128gcm16-prfsha256-x25519
                    mobike = yes
                    dpd_delay = 1s
                    local { auth = psk
                            id = beta.example }
                    remote { auth = psk
                             id = alpha.example }
                    children {
                        sctp {
                            mode = transport
                            local_ts = 10.1.0.2/32[sctp/2906]
                            remote_ts = 10.1.0.1/32[sctp/2905]
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

    @TempDir
    private Path folder;

    @AutoClose
    private final LabHost alpha = LabHost.alpha();

    @AutoClose
    private final LabHost beta = LabHost.beta();

    private StrongSwan strongSwan;
    private LinkTap tap;

    @BeforeEach
    void start() throws IOException {
        strongSwan = StrongSwan.start(beta);
        strongSwan.load(CONFIGURATION.formatted("aes128gcm16", SECRET));
        tap = LinkTap.start(alpha, LINK1, folder.resolve("link1.pcap"));
    }

    @Test
    @Requirement({"RFC 7296 4-1", "RFC 7296 2.14-1", "RFC 7296 2.17-1"})
    void answersAndEchoesWhenTheShimConnects() throws Exception {
        LabProcess server = bare();
        server.say("serve");
        server.awaitLine("serving");
        LabProcess shim = shim(SECRET);
        shim.say("connect");

        assertThat(shim.awaitLine("connected")).isEqualTo("10.1.0.2");
        assertThat(shim.awaitLine("ike up")).isEqualTo("initiator beta.example 10.1.0.1 10.1.0.2");
        assertThat(shim.awaitLine("path protected")).isEqualTo("10.1.0.1 10.1.0.2");
        assertThat(server.awaitLine("accepted")).isEqualTo("10.1.0.1");
        exchangeMessages(shim, server);
        assertThat(strongSwan.swanctl("--list-sas")).contains("INSTALLED, TRANSPORT, ESP:AES_GCM_16-128");

        strongSwan.awaitSaid("sending DPD request");
        strongSwan.awaitSaid("parsed INFORMATIONAL response");
        shim.say("close");
        shim.awaitLine("ike ended");
        strongSwan.awaitSaid("received DELETE for IKE_SA shim");
        assertThat(strongSwan.swanctl("--list-sas")).isBlank();
        assertNothingInClear();
        assertThat(Dissection.of(alpha, tap.stop(), keys()).esp())
                .isNotEmpty()
                .allSatisfy(frame -> assertThat(frame.icvGood()).containsExactly("1"));
    }

    @Test
    @Requirement("RFC 7296 4-1")
    void connectsAndEchoesWhenTheShimListens() throws Exception {
        strongSwan.load(CONFIGURATION.formatted("aes256gcm16-esn", SECRET));
        LabProcess shim = shim(SECRET);
        shim.say("serve");
        shim.awaitLine("serving");
        strongSwan.swanctl("--initiate", "--child", "sctp");

        assertThat(shim.awaitLine("ike up")).isEqualTo("responder beta.example 10.1.0.1 10.1.0.2");
        assertThat(shim.awaitLine("path protected")).isEqualTo("10.1.0.1 10.1.0.2");
        LabProcess client = bare();
        client.say("connect");
        assertThat(client.awaitLine("connected")).isEqualTo("10.1.0.1");
        assertThat(shim.awaitLine("accepted")).isEqualTo("10.1.0.2");
        exchangeMessages(shim, client);
        assertThat(strongSwan.swanctl("--list-sas")).contains("INSTALLED, TRANSPORT, ESP:AES_GCM_16-256/ESN");

        client.say("close");
        shim.awaitLine("closed");
        assertNothingInClear();
        strongSwan.swanctl("--terminate", "--ike", "shim");
        shim.awaitLine("ike ended");
        assertThat(strongSwan.swanctl("--list-sas")).isBlank();
    }

    @Test
    void isConnectedToAnewAfterItDeletedTheIkeSa() throws Exception {
        LabProcess server = bare();
        server.say("serve");
        server.awaitLine("serving");
        LabProcess shim = shim(SECRET);
        shim.say("connect");
        shim.awaitLine("connected");

        strongSwan.swanctl("--terminate", "--ike", "shim");
        assertThat(shim.awaitLine("ike ended")).isEqualTo("the peer deleted the IKE SA");
        shim.say("send after all");
        assertThat(shim.awaitLine("heard")).isEqualTo("after all");
        assertThat(tap.count(PacketKind.CLEAR_SCTP, "10.1.0.1")).isZero();
    }

    @Test
    void isToldByAnotherSecretWhenTheShimConnects() throws Exception {
        LabProcess shim = shim("another secret");
        shim.say("connect");
        assertThat(shim.awaitLine("failed"))
                .contains("peer \"beta.example\"", "AUTHENTICATION_FAILED", "pre-shared keys");
        strongSwan.awaitSaid("MAC mismatched");
        assertNothingInClear();
    }

    @Test
    void isRefusedWithAnotherSecretWhenTheShimListens() throws Exception {
        LabProcess shim = shim("another secret");
        shim.say("serve");
        shim.awaitLine("serving");
        LabProcess initiation = strongSwan.start("--initiate", "--child", "sctp");
        assertThat(initiation.exitStatus(LabHost.PATIENCE)).isNotZero();
        assertThat(initiation.output()).contains("received AUTHENTICATION_FAILED notify error");
        assertThat(shim.awaitLine("ike refused"))
                .isEqualTo("10.1.0.2 calls itself beta.example and is refused: the pre-shared keys differ");
        assertNothingInClear();
    }

    private Path keys() {
        return folder.resolve("keys");
    }

    private LabProcess shim(String secret) {
        LabProcess shim = alpha.startJava(
                ShimEchoHost.class,
                "alpha.example",
                OUR_END,
                "beta.example",
                THEIR_END,
                secret,
                "strict",
                keys().toString());
        shim.awaitLine("ready");
        return shim;
    }

    /** The end beside strongSwan: the JDK's own channels over the kernel's SCTP and ESP. */
    private LabProcess bare() {
        LabProcess bare = beta.startJava(EchoHost.class, THEIR_END, OUR_END);
        bare.awaitLine("ready");
        return bare;
    }

    /** Messages both ways, and what strongSwan's kernel counts of them. */
    private void exchangeMessages(LabProcess shim, LabProcess bare) {
        shim.say("send from alpha");
        bare.say("send from beta");
        assertThat(shim.awaitLine("heard")).isEqualTo("from alpha");
        assertThat(bare.awaitLine("heard")).isEqualTo("from beta");
        assertThat(strongSwan.swanctl("--list-sas"))
                .contains("ESTABLISHED", "IKEv2", "AES_GCM_16-128/PRF_HMAC_SHA2_256/CURVE_25519")
                .contains("INSTALLED, TRANSPORT")
                .contains("local  10.1.0.2/32[sctp/2906]", "remote 10.1.0.1/32[sctp/2905]")
                .containsPattern("in +\\p{XDigit}{8}, +[1-9][0-9]+ bytes")
                .containsPattern("out +\\p{XDigit}{8}, +[1-9][0-9]+ bytes");
    }

    private void assertNothingInClear() throws IOException {
        assertThat(tap.count(PacketKind.CLEAR_SCTP, "10.1.0.1")).isZero();
        assertThat(tap.count(PacketKind.CLEAR_SCTP, "10.1.0.2")).isZero();
    }
}
