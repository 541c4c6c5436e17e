package org.sctpshim.benchmarks.harness;

import java.util.List;
import java.util.Map;
import org.sctpshim.benchmarks.harness.measure.Goal;
import org.sctpshim.benchmarks.harness.measure.JmhSubject;
import org.sctpshim.benchmarks.harness.measure.Plan;
import org.sctpshim.benchmarks.harness.measure.Subject;
import org.sctpshim.benchmarks.harness.measure.Unit;
import org.sctpshim.benchmarks.harness.peer.DpdkCryptoPerf;
import org.sctpshim.benchmarks.harness.peer.IpsecMbInC;
import org.sctpshim.benchmarks.harness.peer.OpensslSpeed;
import picocli.CommandLine.Command;

/** The cipher alone. */
@Command(
        mixinStandardHelpOptions = true,
        name = "crypto",
        description = "AES-128-GCM alone, in bursts of 32: each provider, ipsec-mb called from C, DPDK, OpenSSL")
final class CryptoCommand extends MeasureCommand {

    private static final String SEAL = "org.sctpshim.benchmarks.esp.AeadBenchmark.seal";

    CryptoCommand() {
        super("crypto");
    }

    @Override
    List<Plan> plans(RunOptions chosen) {
        Subject inC = new IpsecMbInC();
        Subject ours = provider("ipsec-mb", chosen).unless(Providers::ipsecMbHindrance);
        return List.of(new Plan(
                "crypto",
                "AES-128-GCM, sealing, a text of so many octets",
                Unit.NANOSECONDS,
                Sizes.OCTETS,
                List.of(
                        inC,
                        new DpdkCryptoPerf(DpdkCryptoPerf.Direction.ENCRYPT, chosen.core()),
                        ours,
                        provider("jdk", chosen),
                        provider("bouncycastle", chosen),
                        new OpensslSpeed("aes-128-gcm")),
                List.of(new Goal(ours.name(), inC.name(), 1.3))));
    }

    private static JmhSubject provider(String provider, RunOptions chosen) {
        return JmhSubject.score("provider " + provider, SEAL, "bytes", Map.of("provider", provider), chosen.effort());
    }
}
