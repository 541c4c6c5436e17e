package org.sctpshim.examples.demo.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcapFileTest {
    private static final int MICROSECONDS = 0xa1b2c3d4;
    private static final int NANOSECONDS = 0xa1b23c4d;
    private static final ByteBuffer ESP = Frames.ipv4(50, new byte[12]);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void microsecondsAndNanosecondsBothBecomeNanoseconds() throws IOException {
        ByteOrder little = ByteOrder.LITTLE_ENDIAN;
        Path micro = file(Frames.pcapHeader(little, MICROSECONDS, 1), Frames.pcapPacket(little, 3, 5, ESP));
        assertThat(times(micro)).containsExactly(3_000_005_000L);
        Path nano = file(Frames.pcapHeader(little, NANOSECONDS, 1), Frames.pcapPacket(little, 3, 5, ESP));
        assertThat(times(nano)).containsExactly(3_000_000_005L);
    }

    @Test
    void theOtherByteOrderIsReadToo() throws IOException {
        ByteOrder big = ByteOrder.BIG_ENDIAN;
        Path path = file(
                Frames.pcapHeader(big, MICROSECONDS, 1),
                Frames.pcapPacket(big, 1, 0, ESP),
                Frames.pcapPacket(big, 2, 0, Frames.ipv4(132, new byte[12])));
        assertThat(LinkCapture.read("alpha", "link1", path).counts())
                .containsEntry(PacketKind.ESP, 1L)
                .containsEntry(PacketKind.CLEAR_SCTP, 1L)
                .containsEntry(PacketKind.IKE, 0L);
    }

    @Test
    void aLastFrameCutShortIsLeftOut() throws IOException {
        ByteOrder little = ByteOrder.LITTLE_ENDIAN;
        ByteBuffer whole = Frames.pcapPacket(little, 1, 0, ESP);
        ByteBuffer cut = Frames.pcapPacket(little, 2, 0, ESP).limit(20);
        assertThat(times(file(Frames.pcapHeader(little, MICROSECONDS, 1), whole, cut)))
                .containsExactly(1_000_000_000L);
    }

    @Test
    void whatIsNoEthernetPcapIsRefused() throws IOException {
        Path empty = file();
        assertThatThrownBy(() -> times(empty)).isInstanceOf(IOException.class).hasMessageContaining("only 0 bytes");
        Path odd = file(ByteBuffer.allocate(24));
        assertThatThrownBy(() -> times(odd)).hasMessageContaining("unknown magic number");
        Path cooked = file(Frames.pcapHeader(ByteOrder.LITTLE_ENDIAN, MICROSECONDS, 113));
        assertThatThrownBy(() -> times(cooked)).hasMessageContaining("link type 113");
    }

    private Path file(ByteBuffer... parts) throws IOException {
        Path file = Files.createTempFile(folder, "test", ".pcap");
        try (OutputStream out = Files.newOutputStream(file)) {
            for (ByteBuffer part : parts) {
                byte[] bytes = new byte[part.remaining()];
                part.duplicate().get(bytes);
                out.write(bytes);
            }
        }
        return file;
    }

    private static List<Long> times(Path file) throws IOException {
        List<Long> times = new ArrayList<>();
        PcapFile.read(file, (wallNs, frame) -> times.add(wallNs));
        return times;
    }
}
