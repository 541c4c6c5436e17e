package org.sctpshim.examples.lab;

import com.sun.nio.sctp.MessageInfo;
import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpServerChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Accepts one multihomed SCTP association with the JDK's own channel and counts the numbered messages that come.
 *
 * <p>Arguments: port, local addresses. Writes {@code listening}, and once the peer has shut the association down
 * {@code received COUNT} (messages, each in its turn) and {@code longest silence MILLISECONDS} between two of them.
 */
final class TrafficSink {
    private int received;
    private Duration longestSilence = Duration.ZERO;

    private TrafficSink() {}

    public static void main(String[] args) throws IOException {
        try (SctpServerChannel server = SctpServerChannel.open()) {
            server.bind(new InetSocketAddress(args[1], Integer.parseInt(args[0])));
            for (String further : Arrays.asList(args).subList(2, args.length)) {
                server.bindAddress(InetAddress.getByName(further));
            }
            System.out.println("listening");
            TrafficSink sink = new TrafficSink();
            try (SctpChannel channel = server.accept()) {
                sink.receiveAll(channel);
            }
            System.out.println("received " + sink.received);
            System.out.println("longest silence " + sink.longestSilence.toMillis());
        }
    }

    private void receiveAll(SctpChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1024);
        long lastNs = System.nanoTime();
        while (receive(channel, buffer)) {
            long nowNs = System.nanoTime();
            Duration silence = Duration.ofNanos(nowNs - lastNs);
            if (received > 0 && silence.compareTo(longestSilence) > 0) {
                longestSilence = silence;
            }
            lastNs = nowNs;
            int number = buffer.flip().getInt();
            if (number != received) {
                throw new IllegalStateException("message " + number + " came in place of " + received);
            }
            received++;
        }
    }

    private static boolean receive(SctpChannel channel, ByteBuffer buffer) throws IOException {
        @Nullable MessageInfo info = channel.receive(buffer.clear(), null, null);
        return info != null && info.bytes() >= 0;
    }
}
