package org.sctpshim.benchmarks.harness.peer;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.sctpshim.benchmarks.harness.machine.Tool;
import org.sctpshim.benchmarks.harness.measure.Subject;

/**
 * DPDK's {@code dpdk-test-crypto-perf} over ipsec-mb, AES-128-GCM in bursts of 32 on one core: the cipher alone, in
 * nanoseconds a packet. Its main thread sleeps on another core.
 */
public final class DpdkCryptoPerf implements Subject {

    private static final String PROGRAM = "dpdk-test-crypto-perf";
    private static final int OPERATIONS = 10_000_000;
    private static final int TIME_LIMIT_S = 120;
    private static final int SIZE_FIELD = 1;
    private static final int MILLIONS_FIELD = 7;
    private static final double NS_TIMES_MILLIONS = 1_000;

    /** What it does with a packet. */
    public enum Direction {
        /** Seals. */
        ENCRYPT("encrypt"),
        /** Opens. */
        DECRYPT("decrypt");

        private final String word;

        Direction(String word) {
            this.word = word;
        }
    }

    private final Direction direction;
    private final int core;

    /** For a direction, on a core of this machine. */
    public DpdkCryptoPerf(Direction direction, int core) {
        this.direction = direction;
        this.core = core;
    }

    @Override
    public String name() {
        return "DPDK crypto_aesni_gcm, " + direction.word;
    }

    @Override
    public Optional<String> hindrance() {
        if (Runtime.getRuntime().availableProcessors() < 2 && core == 0) {
            return Optional.of(PROGRAM + " needs two cores");
        }
        return Tool.missing(PROGRAM, "dpdk");
    }

    @Override
    public double measure(String octets) throws IOException {
        int main = core == 0 ? 1 : 0;
        return nanoseconds(
                Tool.run(
                        List.of(
                                PROGRAM,
                                "--no-huge",
                                "--no-pci",
                                "--no-telemetry",
                                "--main-lcore",
                                Integer.toString(main),
                                "-l",
                                main + "," + core,
                                "--vdev",
                                "crypto_aesni_gcm",
                                "--",
                                "--ptest",
                                "throughput",
                                "--devtype",
                                "crypto_aesni_gcm",
                                "--optype",
                                "aead",
                                "--aead-algo",
                                "aes-gcm",
                                "--aead-op",
                                direction.word,
                                "--aead-key-sz",
                                "16",
                                "--aead-iv-sz",
                                "12",
                                "--aead-aad-sz",
                                "8",
                                "--digest-sz",
                                "16",
                                "--burst-sz",
                                "32",
                                "--buffer-sz",
                                octets,
                                "--total-ops",
                                Integer.toString(OPERATIONS),
                                "--silent",
                                "--csv-friendly"),
                        TIME_LIMIT_S),
                octets);
    }

    /** The line of a size: {@code 1,64,32,3000000,3000000,0,0,8.584,4.395,302.876}. */
    static double nanoseconds(String output, String octets) throws IOException {
        return output.lines()
                .map(line -> line.split(",", -1))
                .filter(fields -> fields.length > MILLIONS_FIELD && fields[SIZE_FIELD].equals(octets))
                .findFirst()
                .map(fields -> NS_TIMES_MILLIONS / Double.parseDouble(fields[MILLIONS_FIELD]))
                .orElseThrow(() -> new IOException(PROGRAM + " printed no line for " + octets + " octets"));
    }
}
