package org.sctpshim.examples.interop;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Numbered messages at a steady pace, which the other end sends back. Safe for use by several threads. */
final class EchoStream {
    private static final String MARK = "stream ";
    private static final long PACE_MS = 20;

    private long sent;
    private long heard;
    private boolean running;

    /** Sends one message. */
    interface Sender {
        void send(String text) throws IOException;
    }

    /** Sends until it is halted. */
    void run(Sender sender) throws IOException {
        restart();
        EchoHost.tell("streaming");
        for (long number = next(); number >= 0; number = next()) {
            sender.send(MARK + number);
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(PACE_MS);
        } catch (InterruptedException e) {
            throw new IOException("interrupted while streaming", e);
        }
    }

    private synchronized void restart() {
        sent = 0;
        heard = 0;
        running = true;
    }

    private synchronized long next() {
        return running ? sent++ : -1;
    }

    /** What came back, if it belongs to the stream; one that is missing is told at once. */
    synchronized boolean heard(String text) {
        if (!text.startsWith(MARK)) {
            return false;
        }
        long number = Long.parseLong(text.substring(MARK.length()));
        if (number != heard) {
            EchoHost.tell("failed: message " + number + " of the stream came back instead of " + heard);
        }
        heard = number + 1;
        tellIfDone();
        return true;
    }

    synchronized void halt() {
        running = false;
        tellIfDone();
    }

    private void tellIfDone() {
        if (!running && heard == sent) {
            EchoHost.tell("streamed " + heard);
        }
    }
}
