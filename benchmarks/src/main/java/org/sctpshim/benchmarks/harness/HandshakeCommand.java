package org.sctpshim.benchmarks.harness;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sctpshim.benchmarks.harness.measure.Goal;
import org.sctpshim.benchmarks.harness.measure.Plan;
import org.sctpshim.benchmarks.harness.measure.Subject;
import org.sctpshim.benchmarks.harness.measure.Unit;
import org.sctpshim.benchmarks.harness.peer.CharonPair;
import org.sctpshim.benchmarks.ike.HandshakeCpu;
import org.sctpshim.benchmarks.ike.SaMemory;
import org.sctpshim.benchmarks.ike.Suite;
import picocli.CommandLine.Command;

/** IKE without a network on our side, with one on strongSwan's. */
@Command(
        mixinStandardHelpOptions = true,
        name = "handshake",
        description =
                "processor time of IKE SA and Child SA, both ends together, against two strongSwan charons (root);"
                        + " memory of an IKE SA")
final class HandshakeCommand extends MeasureCommand {

    private static final String OURS = "sctp-shim, both ends in memory";

    HandshakeCommand() {
        super("handshake");
    }

    @Override
    List<Plan> plans(RunOptions chosen) {
        Map<String, Suite> suites = Map.of(
                "GCM-128 SHA-256 X25519", Suite.GCM128_SHA256_X25519,
                "GCM-128 SHA-256 P-256", Suite.GCM128_SHA256_P256,
                "GCM-128 SHA-256 MODP-2048", Suite.GCM128_SHA256_MODP2048);
        Map<String, String> proposals = Map.of(
                "GCM-128 SHA-256 X25519", "aes128gcm16-prfsha256-x25519",
                "GCM-128 SHA-256 P-256", "aes128gcm16-prfsha256-ecp256",
                "GCM-128 SHA-256 MODP-2048", "aes128gcm16-prfsha256-modp2048");
        List<String> columns = List.of("GCM-128 SHA-256 X25519", "GCM-128 SHA-256 P-256", "GCM-128 SHA-256 MODP-2048");
        Subject charons = new CharonPair(proposals, chosen.core());
        return List.of(
                new Plan(
                        "handshake",
                        "Processor time of a handshake (IKE SA and Child SA, shared key), both ends together",
                        Unit.MICROSECONDS,
                        columns,
                        List.of(new Ours(suites), charons),
                        List.of(new Goal(OURS, charons.name(), 1.0))),
                new Plan(
                        "handshake-memory",
                        "Heap of an established IKE SA with so many Child SAs (goal: 16,384 with four)",
                        Unit.OCTETS,
                        List.of("1", "4"),
                        List.of(new Memory()),
                        List.of()));
    }

    private static final class Ours implements Subject {
        private final Map<String, HandshakeCpu> measured;

        Ours(Map<String, Suite> suites) {
            measured = suites.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> HandshakeCpu.of(entry.getValue())));
        }

        @Override
        public String name() {
            return OURS;
        }

        @Override
        public double measure(String suite) throws IOException {
            HandshakeCpu found = measured.get(suite);
            if (found == null) {
                throw new IOException("no suite " + suite);
            }
            return found.micros();
        }
    }

    private static final class Memory implements Subject {

        @Override
        public String name() {
            return "sctp-shim, an IKE SA";
        }

        @Override
        public double measure(String children) {
            return SaMemory.perIkeSa(children.equals("4") ? 2 : 1);
        }
    }
}
