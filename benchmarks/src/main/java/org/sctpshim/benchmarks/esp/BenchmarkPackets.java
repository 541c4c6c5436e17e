package org.sctpshim.benchmarks.esp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.sctpshim.esp.EspAlgorithm;
import org.sctpshim.esp.KeyMaterial;
import org.sctpshim.esp.PacketBurst;
import org.sctpshim.esp.SaParameters;
import org.sctpshim.esp.Verdict;

/** Clear IPv4 packets and the SAs that seal them: the SA of a number is that of the source address of this number. */
final class BenchmarkPackets {

    static final int HEADER_BYTES = 20;

    private static final int FIRST_SPI = 4096;
    private static final int FIRST_ADDRESS = 0x0a00_0001;
    private static final int PEER = 0x0b00_0001;

    private BenchmarkPackets() {}

    static byte[] key(long seed) {
        byte[] key = new byte[EspAlgorithm.AES_GCM_16_128.keyMaterialBytes()];
        new Random(seed).nextBytes(key);
        return key;
    }

    static SaParameters parameters(int sa, byte[] key) throws UnknownHostException {
        return SaParameters.builder(FIRST_SPI + sa, address(FIRST_ADDRESS + sa), address(PEER))
                .build(EspAlgorithm.AES_GCM_16_128, KeyMaterial.copyOf(key));
    }

    /** Fills the next slot with a packet of some octets of SCTP; only the IP header is written. */
    static void write(PacketBurst burst, int bytes, int sa) {
        ByteBuffer memory = burst.memory();
        int at = burst.roomOffset(burst.size());
        memory.putInt(at, (0x45 << 24) | (HEADER_BYTES + bytes));
        memory.putInt(at + 4, 0x4000);
        memory.putInt(at + 8, 0x4084_0000);
        memory.putInt(at + 12, FIRST_ADDRESS + sa);
        memory.putInt(at + 16, PEER);
        burst.filled(HEADER_BYTES + bytes);
    }

    /** Fills a burst with packets of one SA. */
    static void fill(PacketBurst burst, int packets, int bytes, int sa) {
        burst.clear();
        for (int slot = 0; slot < packets; slot++) {
            write(burst, bytes, sa);
        }
    }

    /** Copies sealed packets into another burst, as a network does. */
    static void carry(PacketBurst from, PacketBurst to) {
        to.clear();
        for (int slot = 0; slot < from.size(); slot++) {
            to.memory().put(to.roomOffset(slot), from.memory(), from.offset(slot), from.length(slot));
            to.filled(from.length(slot));
        }
    }

    /** The verdict that every packet has to have. */
    static Verdict check(PacketBurst burst, Verdict expected) {
        for (int slot = 0; slot < burst.size(); slot++) {
            if (burst.verdict(slot) != expected) {
                throw new IllegalStateException("slot " + slot + " is " + burst.verdict(slot));
            }
        }
        return expected;
    }

    private static InetAddress address(int octets) throws UnknownHostException {
        return InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(octets).array());
    }
}
