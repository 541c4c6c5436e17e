package org.sctpshim.esp.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/** The device, and waiting for it. */
class TunDeviceTest {

    @Test
    void deliversWhatIsRoutedToIt() throws Exception {
        try (TestNamespace namespace = TestNamespace.create("tun")) {
            namespace.call(() -> {
                try (TunDevice device = TunDevice.open("tun7");
                        EventFd event = EventFd.open();
                        Rtnetlink netlink = Rtnetlink.open(98);
                        MarkedInjector socket = MarkedInjector.open(false, 5)) {
                    netlink.linkUp("tun7", 1400);
                    InetAddress far = InetAddress.getByName("10.9.0.2");
                    netlink.putRoute(new Route(far, 254, 1, netlink.interfaceIndex("tun7"), null, 0));
                    NativeMemory packets = NativeMemory.allocate(4096);
                    byte[] packet = ipv4Packet();
                    packets.buffer().put(100, packet);
                    MessageBurst burst = new MessageBurst(packets, 4);
                    burst.outgoing(100, packet.length);
                    assertThat(socket.send(burst)).isEqualTo(1);

                    ReadinessPoll poll = ReadinessPoll.of(event, device);
                    int length = 0;
                    while (length == 0 || packets.buffer().get(2048) >> 4 != 4) {
                        assertThat(poll.await(2000)).isEqualTo(1);
                        assertThat(poll.isReady(1)).isTrue();
                        length = device.read(packets, 2048, 1500);
                    }
                    assertThat(length).isEqualTo(packet.length);
                    assertThat(packets.buffer().get(2048 + 9)).isEqualTo((byte) 132);
                }
                return "";
            });
        }
    }

    @Test
    void anEventWakesAPoll() throws Exception {
        try (TestNamespace namespace = TestNamespace.create("tun")) {
            namespace.call(() -> {
                try (TunDevice device = TunDevice.open("tun7");
                        EventFd event = EventFd.open()) {
                    ReadinessPoll poll = ReadinessPoll.of(event, device);
                    event.signal();
                    assertThat(poll.await(2000)).isEqualTo(1);
                    assertThat(poll.isReady(0)).isTrue();
                    event.take();
                    poll.await(0);
                    assertThat(poll.isReady(0)).isFalse();
                }
                return "";
            });
        }
    }

    @Test
    void aSecondDeviceOfTheNameIsRefused() throws Exception {
        try (TestNamespace namespace = TestNamespace.create("tun")) {
            namespace.call(() -> {
                try (TunDevice device = TunDevice.open("tun7")) {
                    assertThat(device.name()).isEqualTo("tun7");
                    assertThatThrownBy(() -> TunDevice.open("tun7"))
                            .hasMessageContaining("tun7")
                            .hasMessageContaining("EBUSY");
                }
                return "";
            });
        }
    }

    private static byte[] ipv4Packet() {
        byte[] packet = new byte[48];
        packet[0] = 0x45;
        packet[3] = 48;
        packet[8] = 64;
        packet[9] = (byte) 132;
        packet[12] = 10;
        packet[16] = 10;
        packet[17] = 9;
        packet[19] = 2;
        return packet;
    }
}
