package org.sctpshim.examples.demo.event;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Writes one host's events to a file. Safe for any number of threads. What happens once a message stays in the buffer
 * for a while; everything else is on disk when the call returns, because others wait for it.
 */
public final class EventLog implements Closeable {
    static final String HEADER = "tNs,host,kind,detail";

    private final BufferedWriter out;
    private final String host;
    private final LongSupplier nanoClock;

    private EventLog(BufferedWriter out, String host, LongSupplier nanoClock) {
        this.out = out;
        this.host = host;
        this.nanoClock = nanoClock;
    }

    /**
     * Starts a log with its header line.
     *
     * @param nanoClock the monotonic clock, {@code System::nanoTime} outside tests
     */
    public static EventLog create(Path file, String host, LongSupplier nanoClock) throws IOException {
        BufferedWriter out = Files.newBufferedWriter(file);
        out.write(HEADER + "\n");
        out.flush();
        return new EventLog(out, host, nanoClock);
    }

    /** Notes an event that happens now. */
    public void add(EventKind kind, String detail) {
        add(new Event(nanoClock.getAsLong(), host, kind, detail.replaceAll("\\R", " ")));
    }

    /** Notes an event whose time the caller has read itself. */
    public void addAt(long tNs, EventKind kind, String detail) {
        add(new Event(tNs, host, kind, detail));
    }

    /** Notes what the wall clock says now, so that times from elsewhere can be laid on the monotonic clock. */
    public void addClock() {
        long beforeNs = nanoClock.getAsLong();
        Instant wall = Instant.now();
        long afterNs = nanoClock.getAsLong();
        long wallNs = TimeUnit.SECONDS.toNanos(wall.getEpochSecond()) + wall.getNano();
        addAt(beforeNs + (afterNs - beforeNs) / 2, EventKind.CLOCK, "wallNs=" + wallNs);
    }

    private synchronized void add(Event event) {
        try {
            out.write(event.line());
            out.write('\n');
            if (event.kind() != EventKind.MESSAGE_SENT && event.kind() != EventKind.MESSAGE_RECEIVED) {
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the event log of " + host, e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
