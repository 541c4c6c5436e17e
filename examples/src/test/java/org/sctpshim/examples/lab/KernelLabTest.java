package org.sctpshim.examples.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The lab's kernel has what the shim, and the peers it is tested against, ask a kernel for. */
@Tag("lab")
class KernelLabTest {
    @AutoClose
    private final LabHost alpha = LabHost.alpha();

    @Test
    void takesATransportModeStateWithAesGcm() {
        alpha.run(("ip xfrm state add src 10.1.0.1 dst 10.1.0.2 proto esp spi 0x1001 mode transport "
                        + "aead rfc4106(gcm(aes)) 0x0102030405060708090a0b0c0d0e0f1011121314 128 flag esn replay-window 64")
                .split(" "));
        assertThat(alpha.run("ip", "xfrm", "state"))
                .contains("proto esp spi 0x00001001", "mode transport", "rfc4106(gcm(aes))");
        alpha.run("ip xfrm state delete src 10.1.0.1 dst 10.1.0.2 proto esp spi 0x1001".split(" "));
        assertThat(alpha.run("ip", "xfrm", "state")).isBlank();
    }

    @Test
    void takesAPolicyThatBlocksSctpInClear() {
        alpha.run("ip xfrm policy add dir in src 10.1.0.2 dst 10.1.0.1 proto sctp action block".split(" "));
        assertThat(alpha.run("ip", "xfrm", "policy")).contains("action block");
        alpha.run("ip", "xfrm", "policy", "flush");
    }

    @Test
    void opensARawEspSocketBoundToAnAddress() {
        assertThat(alpha.run(
                        "perl",
                        "-MSocket",
                        "-e",
                        "socket(S, PF_INET, SOCK_RAW, 50) or die qq(socket: $!);"
                                + "bind(S, sockaddr_in(0, inet_aton(q(10.1.0.1)))) or die qq(bind: $!);"
                                + "print q(bound)"))
                .isEqualTo("bound");
    }

    @Test
    void createsATunDevice() {
        alpha.run("ip", "tuntap", "add", "dev", "probe0", "mode", "tun");
        assertThat(alpha.run("ip", "-details", "link", "show", "probe0")).contains("tun type tun");
        alpha.run("ip", "link", "delete", "probe0");
    }
}
