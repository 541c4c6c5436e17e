package org.sctpshim.benchmarks.harness.peer;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.sctpshim.benchmarks.harness.machine.Tool;
import org.sctpshim.benchmarks.harness.measure.Subject;

/** {@code openssl speed}, one packet after the other, in nanoseconds a packet: the cipher alone. */
public final class OpensslSpeed implements Subject {

    private static final int TIME_LIMIT_S = 30;
    private static final double NS_PER_S = 1e9;

    private final String cipher;

    /** For a cipher by OpenSSL's name. */
    public OpensslSpeed(String cipher) {
        this.cipher = cipher;
    }

    @Override
    public String name() {
        return "openssl speed " + cipher;
    }

    @Override
    public Optional<String> hindrance() {
        return Tool.missing("openssl", "openssl");
    }

    @Override
    public double measure(String octets) throws IOException {
        return nanoseconds(
                Tool.run(
                        List.of("openssl", "speed", "-mr", "-seconds", "1", "-bytes", octets, "-evp", cipher),
                        TIME_LIMIT_S),
                octets);
    }

    /** The last field of the line {@code +F:25:AES-128-GCM:789783068.13} is octets a second. */
    static double nanoseconds(String output, String octets) throws IOException {
        return output.lines()
                .filter(line -> line.startsWith("+F:"))
                .findFirst()
                .map(line -> line.substring(line.lastIndexOf(':') + 1))
                .map(rate -> Double.parseDouble(octets) * NS_PER_S / Double.parseDouble(rate))
                .orElseThrow(() -> new IOException("openssl speed printed no result"));
    }
}
