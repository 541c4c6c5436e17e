package org.sctpshim.examples.demo.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PacketTest {
    private static final byte[] DATA = {1, 2, 3, 4, 5, 6, 7, 8};

    @Test
    void protocolsTellEspAndClearSctpApartInBothFamilies() {
        assertThat(kind(Frames.ipv4(50, DATA))).isEqualTo(PacketKind.ESP);
        assertThat(kind(Frames.ipv6(50, DATA))).isEqualTo(PacketKind.ESP);
        assertThat(kind(Frames.ipv4(132, DATA))).isEqualTo(PacketKind.CLEAR_SCTP);
        assertThat(kind(Frames.ipv6(132, DATA))).isEqualTo(PacketKind.CLEAR_SCTP);
        assertThat(kind(Frames.ipv4(1, DATA))).isEqualTo(PacketKind.OTHER);
    }

    @Test
    void port500IsIke() {
        assertThat(kind(Frames.ipv4(17, Frames.udp(500, 500, Frames.ike(1, 34, 8, 0)))))
                .isEqualTo(PacketKind.IKE);
    }

    @Test
    void port4500IsIkeBehindTheMarkerAndEspWithoutIt() {
        byte[] ike = Frames.behindMarker(Frames.ike(1, 35, 8, 1));
        assertThat(kind(Frames.ipv6(17, Frames.udp(4500, 4500, ike)))).isEqualTo(PacketKind.IKE);
        assertThat(kind(Frames.ipv6(17, Frames.udp(4500, 4500, DATA)))).isEqualTo(PacketKind.UDP_ESP);
        assertThat(kind(Frames.ipv4(17, Frames.udp(4500, 4500, new byte[] {-1}))))
                .isEqualTo(PacketKind.OTHER);
    }

    @Test
    void anotherPortIsOther() {
        assertThat(kind(Frames.ipv4(17, Frames.udp(53, 53, DATA)))).isEqualTo(PacketKind.OTHER);
    }

    @Test
    void addressesAndTheIkeHeaderAreRead() {
        Packet packet = Packet.ofFrame(7, Frames.ipv4(17, Frames.udp(500, 500, Frames.ike(0x1234, 37, 0x20, 5))));
        assertThat(packet.source()).isEqualTo("10.1.0.1");
        assertThat(packet.destination()).isEqualTo("10.1.0.2");
        assertThat(packet.ike()).hasValueSatisfying(ike -> {
            assertThat(ike).isEqualTo(new IkeHeader(0x1234, 99, 37, false, true, 5));
            assertThat(ike.exchangeName()).isEqualTo("INFORMATIONAL");
        });
        assertThat(Packet.ofFrame(7, Frames.ipv6(50, DATA)).source()).isEqualTo("fd00:1:0:0:0:0:0:1");
    }

    @Test
    void aFrameCutAtAnyLengthIsNeverAnError() {
        byte[] ike = Frames.behindMarker(Frames.ike(1, 35, 8, 1));
        ByteBuffer frame = Frames.ipv4(17, Frames.udp(4500, 4500, ike));
        for (int length = 0; length < frame.limit(); length++) {
            assertThat(Packet.ofFrame(0, frame.slice(0, length)).ike()).isEmpty();
        }
    }

    @Test
    void aLaterFragmentIsNotTakenForAUdpHeader() {
        ByteBuffer frame = Frames.ipv4(17, Frames.udp(500, 500, DATA));
        frame.putShort(14 + 6, (short) 0x0010);
        assertThat(kind(frame)).isEqualTo(PacketKind.OTHER);
    }

    private static PacketKind kind(ByteBuffer frame) {
        return Packet.ofFrame(0, frame).kind();
    }
}
