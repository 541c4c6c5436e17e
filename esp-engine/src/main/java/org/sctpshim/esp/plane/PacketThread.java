package org.sctpshim.esp.plane;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.sctpshim.esp.linux.EventFd;

/** A daemon thread of a plane, which works until it is stopped or its device or socket fails, which it reports. */
final class PacketThread {

    private static final long STOP_WAIT_MS = 1000;

    /** What the thread does. */
    interface Loop {
        void run(EventFd wakeUp, BooleanSupplier stopping) throws IOException;
    }

    private final Thread thread;
    private final EventFd wakeUp;
    private volatile boolean stopping;

    PacketThread(String name, EventFd wakeUp, PlaneListener listener, Loop loop) {
        this.wakeUp = wakeUp;
        this.thread = new Thread(() -> run(listener, loop), name);
        thread.setDaemon(true);
    }

    private void run(PlaneListener listener, Loop loop) {
        try {
            loop.run(wakeUp, () -> stopping);
        } catch (IOException | RuntimeException e) {
            if (!stopping) {
                listener.on(new PlaneEvent.PlaneFailed(thread.getName() + " stopped: " + e.getMessage()));
            }
        }
    }

    void start() {
        thread.start();
    }

    /** Ends the thread's wait. */
    void wakeUp() {
        wakeUp.signal();
    }

    /** Ends the thread and waits until it has, a second at most. */
    void stop() {
        stopping = true;
        wakeUp.signal();
        try {
            thread.join(STOP_WAIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        wakeUp.close();
    }
}
