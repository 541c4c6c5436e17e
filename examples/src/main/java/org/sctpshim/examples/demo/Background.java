package org.sctpshim.examples.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sctpshim.examples.demo.traffic.PathWatch;

/** What a host does beside its traffic: looks at the paths all the time and prints a line of progress every second. */
final class Background {
    private static final long LOOK_EVERY_MS = 20;
    private static final long PRINT_EVERY_MS = 1000;

    /** What it runs beside. */
    interface Traffic {
        void run() throws IOException;
    }

    private Background() {}

    /**
     * Runs the traffic with the background beside it; returns when the traffic does.
     *
     * @param progress called every second to tell how far things are
     */
    @SuppressWarnings("FutureReturnValueIgnored") // a task that fails has said so, and is not run again
    static void during(Traffic traffic, PathWatch paths, Runnable progress) throws IOException {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "background");
            thread.setDaemon(true);
            return thread;
        });
        executor.scheduleAtFixedRate(() -> look(paths), 0, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        executor.scheduleAtFixedRate(progress, PRINT_EVERY_MS, PRINT_EVERY_MS, TimeUnit.MILLISECONDS);
        try {
            traffic.run();
        } finally {
            executor.shutdownNow();
        }
    }

    private static void look(PathWatch paths) {
        try {
            paths.look();
        } catch (IOException e) {
            System.err.println("SCTP path states are not watched any more: " + e);
            throw new UncheckedIOException(e);
        }
    }
}
