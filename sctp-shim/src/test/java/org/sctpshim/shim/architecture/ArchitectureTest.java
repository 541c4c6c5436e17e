package org.sctpshim.shim.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the arrows between modules and packages, and keeps the cores free of clock, randomness, threads and sockets. */
class ArchitectureTest {
    /** Sans-I/O: time and randomness are arguments here. */
    private static final String[] CORES = {
        "org.sctpshim.registry",
        "org.sctpshim.ike.wire",
        "org.sctpshim.ike.crypto",
        "org.sctpshim.ike.auth",
        "org.sctpshim.ike.sa",
        "org.sctpshim.ike.session",
        "org.sctpshim.ike.exchange",
        "org.sctpshim.ike.host",
        "org.sctpshim.esp",
        "org.sctpshim.esp.aead"
    };

    /** Where the cores meet the world. */
    private static final Set<String> DRIVERS =
            Set.of("org.sctpshim.ike.endpoint", "org.sctpshim.esp.plane", "org.sctpshim.esp.linux");

    private static final String[] ADDRESS_REGISTRY = {"org.sctpshim.registry..", "org.sctpshim.ike.."};
    private static final String ESP_ENGINE = "org.sctpshim.esp..";
    private static final String SHIM = "org.sctpshim.shim..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.sctpshim");

    @Test
    void theRegistryKnowsNeitherTheEngineNorTheShim() {
        Rules.knowNothingOf(ADDRESS_REGISTRY, ESP_ENGINE, SHIM).check(CLASSES);
    }

    @Test
    void theEngineKnowsNeitherTheRegistryNorTheShim() {
        Rules.knowNothingOf(new String[] {ESP_ENGINE}, ADDRESS_REGISTRY[0], ADDRESS_REGISTRY[1], SHIM)
                .check(CLASSES);
    }

    @Test
    void onlyTheLinuxBindingsUseJna() {
        Rules.onlyPackageThatImports("org.sctpshim.esp.linux", "com.sun.jna..").check(CLASSES);
    }

    @Test
    void onlyTheChannelsUseSctpChannels() {
        Rules.onlyPackageThatCalls("org.sctpshim.shim.channel", "com.sun.nio.sctp")
                .check(CLASSES);
    }

    @Test
    void theCoresUseNoClock() {
        Rules.useNoClock(CORES).check(CLASSES);
    }

    @Test
    void theCoresMakeNoRandomness() {
        Rules.createNoRandomness(CORES).check(CLASSES);
    }

    @Test
    void theCoresMakeNoThreadsAndDoNotWait() {
        Rules.createNoThreads(CORES).check(CLASSES);
    }

    @Test
    void theCoresUseNoSockets() {
        Rules.useNoSockets(CORES).check(CLASSES);
    }

    @Test
    void packagesDoNotDependOnEachOtherInCircles() {
        Rules.noPackageCycles("org.sctpshim").check(CLASSES);
    }

    @Test
    void everyPackageOfTheLibrariesBelowTheShimIsEitherCoreOrDriver() {
        Set<String> unclassified = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            unclassified.add(type.getPackageName());
        }
        unclassified.removeAll(Set.of(CORES));
        unclassified.removeAll(DRIVERS);
        unclassified.removeIf(name -> name.startsWith("org.sctpshim.shim"));

        assertThat(unclassified)
                .as("add a new package to the cores, or to the drivers if it touches the world")
                .isEmpty();
    }
}
