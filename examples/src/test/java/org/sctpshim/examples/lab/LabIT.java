package org.sctpshim.examples.lab;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Boots as many labs as the machine has processors, runs every lab test in one of them, and reports each as a test of its
 * own.
 */
class LabIT {
    private static final int MOST = 4;

    /** A lab has 2 GB, and the machine needs some besides. */
    private static final long BYTES_EACH = 3L << 30;

    /** {@code -DskipLab} is the only way past the lab; a lab that cannot run fails the build. */
    @TestFactory
    Stream<DynamicNode> lab() throws IOException, InterruptedException {
        if (Boolean.getBoolean("skipLab")) {
            System.out.println("LAB TESTS LEFT OUT: -DskipLab was given, nothing was tested on a real kernel.");
            return Stream.of(dynamicTest("left out by -DskipLab", () -> Assumptions.abort("left out by -DskipLab")));
        }
        List<String> classes =
                LabClasses.below(Path.of("target", "test-classes").toAbsolutePath());
        Path out = Path.of("target", "lab").toAbsolutePath();
        List<LabGuest> guests = new ArrayList<>();
        for (List<String> share : LabClasses.deal(classes, number())) {
            String name = "lab" + (guests.size() + 1);
            guests.add(new LabGuest(name, out.resolve(name), share));
        }
        return runBesideEachOther(guests);
    }

    private static int number() {
        long memoryBytes =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        int processors = Runtime.getRuntime().availableProcessors();
        return (int) Math.max(1, Math.min(Math.min(processors, MOST), memoryBytes / BYTES_EACH));
    }

    private static Stream<DynamicNode> runBesideEachOther(List<LabGuest> guests)
            throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(guests.size());
        try {
            List<Future<Stream<DynamicNode>>> running = new ArrayList<>();
            for (LabGuest guest : guests) {
                running.add(threads.submit(guest::run));
            }
            Stream<DynamicNode> all = Stream.empty();
            for (Future<Stream<DynamicNode>> one : running) {
                all = Stream.concat(all, one.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new IOException("a lab could not be run", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
