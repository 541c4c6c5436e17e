package org.sctpshim.shim.channel;

import com.sun.nio.sctp.SctpChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;

/**
 * Dials with a selector of its own, since a blocking connect of the JDK's lasts as long as the kernel cares to repeat
 * INIT, which is minutes by default.
 */
final class SelectorDialler implements Dialler {
    @Override
    public void dial(SctpChannel channel, InetSocketAddress remote, Duration timeout) throws IOException {
        long deadlineNs = System.nanoTime() + timeout.toNanos();
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_CONNECT);
            boolean connected = channel.connect(remote);
            while (!connected) {
                long leftMs = Duration.ofNanos(deadlineNs - System.nanoTime()).toMillis();
                if (leftMs <= 0) {
                    throw new SocketTimeoutException("no answer to INIT within " + timeout.toMillis() + " ms");
                }
                selector.select(leftMs);
                if (Thread.currentThread().isInterrupted()) {
                    throw new ClosedByInterruptException();
                }
                connected = channel.finishConnect();
            }
        }
        channel.configureBlocking(true);
    }
}
