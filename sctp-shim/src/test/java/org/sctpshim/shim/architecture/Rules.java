package org.sctpshim.shim.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Predicate;

/** The rules of the architecture, with the packages they hold for as arguments. */
final class Rules {
    private static final Set<String> CLOCK_CALLS = Set.of(
            "java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis",
            "java.time.Instant.now",
            "java.time.LocalDateTime.now",
            "java.time.LocalDate.now",
            "java.time.LocalTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.util.Date.<init>");

    private static final Set<String> RANDOMNESS_CALLS =
            Set.of("java.lang.Math.random", "java.util.UUID.randomUUID", "java.security.SecureRandom.getInstance");

    private static final Set<String> WAITING_CALLS = Set.of("java.lang.Thread.sleep", "java.lang.Object.wait");

    private static final Set<String> SOCKET_CLASSES = Set.of(
            "java.net.Socket",
            "java.net.ServerSocket",
            "java.net.DatagramSocket",
            "java.net.MulticastSocket",
            "java.net.DatagramPacket",
            "java.net.NetworkInterface");

    private Rules() {}

    /** Classes of some packages know nothing of those of others. */
    static ArchRule knowNothingOf(String[] packages, String... others) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }

    /** Only one package depends on a library. */
    static ArchRule onlyPackageThatImports(String importer, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(importer)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    /** Only one package calls into a library; others may name its types in signatures. */
    static ArchRule onlyPackageThatCalls(String caller, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(caller)
                .should()
                .accessClassesThat()
                .resideInAPackage(library)
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "a method is inherited from " + library,
                        call -> call.getTargetOwner().getAllRawSuperclasses().stream()
                                        .anyMatch(type -> inPackage(type, library))
                                && !call.getTargetOwner().getPackageName().equals(caller)));
    }

    static ArchRule useNoClock(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .accessTargetWhere(access(
                        "reads a clock",
                        call -> CLOCK_CALLS.contains(name(call))
                                || call.getTargetOwner().isAssignableTo(Clock.class)));
    }

    static ArchRule createNoRandomness(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .accessTargetWhere(access(
                        "makes randomness of its own",
                        call -> RANDOMNESS_CALLS.stream().anyMatch(name(call)::startsWith)
                                || (isConstructor(call)
                                        && (call.getTargetOwner().isAssignableTo(Random.class)
                                                || call.getTargetOwner()
                                                        .getName()
                                                        .equals("java.util.SplittableRandom")))
                                || call.getTargetOwner().getName().equals("java.util.concurrent.ThreadLocalRandom")));
    }

    static ArchRule createNoThreads(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .accessTargetWhere(access(
                        "makes threads or waits",
                        call -> (isConstructor(call)
                                        && (call.getTargetOwner().isAssignableTo(Thread.class)
                                                || call.getTargetOwner().isAssignableTo(Executor.class)
                                                || call.getTargetOwner()
                                                        .getName()
                                                        .equals("java.util.Timer")))
                                || call.getTargetOwner().getName().equals("java.util.concurrent.Executors")
                                || call.getTargetOwner().isEquivalentTo(ForkJoinPool.class)
                                || call.getTargetOwner().getName().equals("java.util.concurrent.locks.LockSupport")
                                || call.getName().endsWith("Async")
                                || WAITING_CALLS.contains(name(call))));
    }

    static ArchRule useNoSockets(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are sockets or channels",
                        type -> SOCKET_CLASSES.contains(type.getName())
                                || type.getPackageName().startsWith("java.nio.channels")
                                || type.getPackageName().startsWith("com.sun.nio.sctp")));
    }

    /** Packages below a root do not depend on each other in circles. */
    static ArchRule noPackageCycles(String root) {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    private static DescribedPredicate<JavaAccess<?>> access(String description, Predicate<JavaAccess<?>> predicate) {
        return DescribedPredicate.describe(description, predicate);
    }

    private static String name(JavaAccess<?> access) {
        return access.getTargetOwner().getName() + "." + access.getName();
    }

    private static boolean isConstructor(JavaAccess<?> access) {
        return access.getName().equals("<init>");
    }

    private static boolean inPackage(JavaClass type, String packageName) {
        return type.getPackageName().equals(packageName);
    }
}
