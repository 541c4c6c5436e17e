package org.sctpshim.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sctpshim.examples.demo.capture.PacketKind;
import org.sctpshim.examples.lab.LabHost;
import org.sctpshim.examples.lab.LabNat;
import org.sctpshim.examples.lab.TellsWhatHostsSaid;

/** A NAT between strongSwan, on alpha behind it, and the shim. */
@Tag("lab")
@ExtendWith(TellsWhatHostsSaid.class)
class StrongSwanNatLabTest {
    private static final String CONNECTION = """
            connections {
                shim {
                    version = 2
                    local_addrs = %s
                    remote_addrs = %s
                    proposals = aes128gcm16-prfsha256-x25519
                    mobike = yes
                    local { auth = psk
                            id = %s }
                    remote { auth = psk
                             id = %s }
                    children {
                        sctp {
                            mode = transport
                            local_ts = dynamic[sctp/%d]
                            remote_ts = dynamic[sctp/%d]
                            esp_proposals = aes128gcm16-esn
                        }
                    }
                }
            }
            secrets {
                ike-shim {
                    id-1 = alpha.example
                    id-2 = beta.example
                    secret = "one secret for two"
                }
            }
            """;

    @AutoClose
    private final LabHost alpha = LabHost.alpha();

    @AutoClose
    private final LabHost beta = LabHost.beta();

    @AutoClose
    private LabNat nat;

    @BeforeEach
    void build() throws IOException {
        nat = LabNat.build();
    }

    @Test
    void reachesTheShimFromBehindTheNat() throws Exception {
        StrongSwan strongSwan = StrongSwan.start(alpha);
        strongSwan.load(
                CONNECTION.formatted(LabNat.INSIDE, LabNat.OUTSIDE, "alpha.example", "beta.example", 2905, 2906));
        EchoEnd shim = EchoEnd.shim(
                beta,
                List.of(
                        "name=beta.example",
                        "local=" + LabNat.OUTSIDE + ":2906",
                        "peer=alpha.example",
                        "remote=" + LabNat.NAT + ":2905",
                        "secret=one secret for two",
                        "addresses=vouched",
                        "nat=yes"));
        shim.say("serve");
        shim.await("serving");
        strongSwan.swanctl("--initiate", "--child", "sctp");
        assertThat(shim.await("path protected")).isEqualTo(LabNat.OUTSIDE + " " + LabNat.NAT);
        EchoEnd bare = EchoEnd.bare(alpha, LabNat.INSIDE + ":2905", LabNat.OUTSIDE + ":2906");
        bare.say("connect");
        assertThat(bare.await("connected")).isEqualTo(LabNat.OUTSIDE);
        shim.await("accepted");
        EchoEnd.exchange(shim, bare);
        bare.say("close");
        shim.await("closed");
        assertNothingOutsideUdp();
    }

    private void assertNothingOutsideUdp() throws IOException {
        assertThat(nat.packets())
                .extracting(packet -> packet.kind())
                .contains(PacketKind.UDP_ESP, PacketKind.IKE)
                .doesNotContain(PacketKind.CLEAR_SCTP, PacketKind.ESP);
    }
}
