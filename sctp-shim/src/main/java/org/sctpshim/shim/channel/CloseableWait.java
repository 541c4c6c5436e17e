package org.sctpshim.shim.channel;

import org.jspecify.annotations.Nullable;

/**
 * Lets the thread that closes a channel wake the one that waits in its connect. The wait is ended by an interrupt, which
 * is taken back when the waiting thread leaves, so that the application never sees an interrupt it did not send.
 */
final class CloseableWait {
    private @Nullable Thread waiting;
    private boolean closed;
    private boolean interruptedByClose;

    /** Begins a wait of the current thread; returns false if it is closed already. */
    synchronized boolean enter() {
        waiting = Thread.currentThread();
        return !closed;
    }

    /** Ends the wait; returns whether it was closed meanwhile. */
    synchronized boolean exit() {
        waiting = null;
        if (interruptedByClose) {
            interruptedByClose = false;
            // Takes the interrupt back.
            boolean ignored = Thread.interrupted();
        }
        return closed;
    }

    /** Closes, and wakes the waiting thread if there is one, and if it is another than the closing one. */
    synchronized void close() {
        closed = true;
        if (waiting != null && waiting != Thread.currentThread()) {
            interruptedByClose = true;
            waiting.interrupt();
        }
    }
}
