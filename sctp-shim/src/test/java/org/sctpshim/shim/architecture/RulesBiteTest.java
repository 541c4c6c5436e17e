package org.sctpshim.shim.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sctpshim.shim.architecture.core.BreaksEveryCoreRule;

/** Shows on classes that break them that the rules are not asleep. */
class RulesBiteTest {
    private static final String ROOT = BreaksEveryCoreRule.class.getPackageName();
    private static final JavaClasses SAMPLES = new ClassFileImporter().importPackages("org.sctpshim.shim.architecture");

    @Test
    void onEveryClock() {
        assertThat(violations(Rules.useNoClock(ROOT)))
                .hasSize(4)
                .anyMatch(line -> line.contains("nanoTime"))
                .anyMatch(line -> line.contains("currentTimeMillis"))
                .anyMatch(line -> line.contains("Instant.now"))
                .anyMatch(line -> line.contains("Clock.systemUTC"));
    }

    @Test
    void onEveryKindOfRandomness() {
        assertThat(violations(Rules.createNoRandomness(ROOT)))
                .hasSize(5)
                .anyMatch(line -> line.contains("SecureRandom.<init>"))
                .anyMatch(line -> line.contains("SecureRandom.getInstanceStrong"))
                .anyMatch(line -> line.contains("java.util.Random.<init>"))
                .anyMatch(line -> line.contains("ThreadLocalRandom.current"));
    }

    @Test
    void onEveryThread() {
        assertThat(violations(Rules.createNoThreads(ROOT)))
                .hasSize(3)
                .anyMatch(line -> line.contains("Thread.<init>"))
                .anyMatch(line -> line.contains("Executors.newCachedThreadPool"))
                .anyMatch(line -> line.contains("CompletableFuture.runAsync"));
    }

    @Test
    void onSocketsAndChannels() {
        assertThat(violations(Rules.useNoSockets(ROOT)))
                .anyMatch(line -> line.contains("java.net.DatagramSocket"))
                .anyMatch(line -> line.contains("java.nio.channels.DatagramChannel"));
    }

    @Test
    void onCallsIntoALibraryButNotOnItsNameInASignature() {
        assertThat(violations(Rules.onlyPackageThatCalls("nowhere", "com.sun.nio.sctp")))
                .isNotEmpty()
                .allMatch(line -> line.contains("callsSctp"));
    }

    @Test
    void onImportsOfALibrary() {
        assertThat(violations(Rules.onlyPackageThatImports("nowhere", "com.sun.nio.sctp..")))
                .anyMatch(line -> line.contains("namesSctp"));
    }

    @Test
    void onArrowsThatPointTheWrongWay() {
        assertThat(violations(Rules.knowNothingOf(
                        new String[] {"org.sctpshim.shim.architecture.cycle.left.."},
                        "org.sctpshim.shim.architecture.cycle.right..")))
                .isNotEmpty();
    }

    @Test
    void onCircles() {
        assertThat(violations(Rules.noPackageCycles("org.sctpshim.shim.architecture.cycle")))
                .hasSize(1);
    }

    private static List<String> violations(ArchRule rule) {
        return rule.evaluate(SAMPLES).getFailureReport().getDetails();
    }
}
