package org.sctpshim.benchmarks.harness;

import java.util.List;
import java.util.Map;
import org.sctpshim.benchmarks.esp.EngineSaMemory;
import org.sctpshim.benchmarks.harness.measure.Goal;
import org.sctpshim.benchmarks.harness.measure.JmhSubject;
import org.sctpshim.benchmarks.harness.measure.Plan;
import org.sctpshim.benchmarks.harness.measure.Subject;
import org.sctpshim.benchmarks.harness.measure.Unit;
import org.sctpshim.benchmarks.harness.peer.DpdkCryptoPerf;
import org.sctpshim.benchmarks.harness.peer.IpsecMbInC;
import picocli.CommandLine.Command;

/** ESP without a network. */
@Command(
        mixinStandardHelpOptions = true,
        name = "engine",
        description = "whole ESP packets in memory: sealing and opening against DPDK's cipher alone, one packet alone,"
                + " finding one SA of many, allocation and memory")
final class EngineCommand extends MeasureCommand {

    private static final String ESP = "org.sctpshim.benchmarks.esp.";
    private static final String SEAL = ESP + "EspSealBenchmark.seal";
    private static final String OPEN = ESP + "EspOpenBenchmark.open";
    private static final String SINGLE = ESP + "EspSingleBenchmark.seal";

    EngineCommand() {
        super("engine");
    }

    @Override
    List<Plan> plans(RunOptions chosen) {
        return List.of(sealing(chosen), opening(chosen), single(chosen), lookup(chosen), allocation(chosen), memory());
    }

    private static Plan sealing(RunOptions chosen) {
        Subject dpdk = new DpdkCryptoPerf(DpdkCryptoPerf.Direction.ENCRYPT, chosen.core());
        Subject inC = new IpsecMbInC();
        Subject ours = seal("ipsec-mb", chosen).unless(Providers::ipsecMbHindrance);
        return new Plan(
                "engine-seal",
                "Sealing, AES-128-GCM, bursts of 32: the engine does all of ESP, the others the cipher alone",
                Unit.NANOSECONDS,
                Sizes.OCTETS,
                List.of(inC, dpdk, ours, seal("jdk", chosen), seal("none", chosen)),
                List.of(new Goal(ours.name(), dpdk.name(), 1.0), new Goal(ours.name(), inC.name(), 1.3)));
    }

    private static JmhSubject seal(String provider, RunOptions chosen) {
        return JmhSubject.score(
                "engine, seal, " + cipher(provider), SEAL, "bytes", Map.of("provider", provider), chosen.effort());
    }

    private static String cipher(String provider) {
        return provider.equals("none") ? "no cipher" : provider;
    }

    private static Plan opening(RunOptions chosen) {
        Subject dpdk = new DpdkCryptoPerf(DpdkCryptoPerf.Direction.DECRYPT, chosen.core());
        Subject ours = open("ipsec-mb", chosen).unless(Providers::ipsecMbHindrance);
        return new Plan(
                "engine-open",
                "Opening, AES-128-GCM, bursts of 32: the engine does all of ESP, DPDK the cipher alone",
                Unit.NANOSECONDS,
                Sizes.OCTETS,
                List.of(dpdk, ours, open("jdk", chosen)),
                List.of(new Goal(ours.name(), dpdk.name(), 1.1)));
    }

    private static JmhSubject open(String provider, RunOptions chosen) {
        return JmhSubject.quotient(
                "engine, open, " + provider,
                OPEN,
                "bytes",
                Map.of("provider", provider),
                chosen.effort(),
                "openNs",
                "packets");
    }

    private static Plan single(RunOptions chosen) {
        return new Plan(
                "engine-single",
                "Sealing one packet alone (goal: 250 ns at 256 octets)",
                Unit.NANOSECONDS,
                Sizes.OCTETS,
                List.of(
                        JmhSubject.score(
                                        "engine, ipsec-mb",
                                        SINGLE,
                                        "bytes",
                                        Map.of("provider", "ipsec-mb"),
                                        chosen.effort())
                                .unless(Providers::ipsecMbHindrance),
                        JmhSubject.score("engine, jdk", SINGLE, "bytes", Map.of("provider", "jdk"), chosen.effort())),
                List.of());
    }

    private static Plan lookup(RunOptions chosen) {
        return new Plan(
                "engine-lookup",
                "Sealing 64 octets without a cipher, packets spread at random over so many SAs (goal: within 1.5)",
                Unit.NANOSECONDS,
                List.of("1", "1000", "100000"),
                List.of(JmhSubject.score(
                        "engine, seal, no cipher",
                        SEAL,
                        "sas",
                        Map.of("provider", "none", "bytes", "64"),
                        chosen.effort())),
                List.of());
    }

    private static Plan allocation(RunOptions chosen) {
        return new Plan(
                "engine-allocation",
                "Heap allocated a packet, sealing and opening",
                Unit.OCTETS,
                List.of("64", "1400"),
                List.of(allocated("ipsec-mb", chosen).unless(Providers::ipsecMbHindrance), allocated("jdk", chosen)),
                List.of());
    }

    private static JmhSubject allocated(String provider, RunOptions chosen) {
        return JmhSubject.allocation(
                "engine, " + provider,
                ESP + "EspSealBenchmark.sealAndOpen",
                "bytes",
                Map.of("provider", provider),
                chosen.effort());
    }

    private static Plan memory() {
        return new Plan(
                "engine-memory",
                "Heap of an SA, its key outside of it (goal: 2,048 octets beside window and key schedule)",
                Unit.OCTETS,
                EngineSaMemory.DIRECTIONS,
                List.of(new EngineMemorySubject()),
                List.of());
    }
}
