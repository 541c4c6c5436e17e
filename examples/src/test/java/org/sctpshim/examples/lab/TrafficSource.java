package org.sctpshim.examples.lab;

import com.sun.nio.sctp.MessageInfo;
import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpStandardSocketOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.TreeSet;

/**
 * Opens one multihomed SCTP association with the JDK's own channel and sends numbered messages at an even pace.
 *
 * <p>Arguments: remote address, port, number of messages, pause between two in milliseconds, local addresses. Writes
 * {@code connected ADDRESSES} once the peer's addresses are known, and {@code sent COUNT} at the end.
 */
final class TrafficSource {
    private TrafficSource() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        InetSocketAddress remote = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
        int count = Integer.parseInt(args[2]);
        Duration pause = Duration.ofMillis(Long.parseLong(args[3]));
        try (SctpChannel channel = SctpChannel.open()) {
            // Each message a packet of its own: gathering them would wait for acknowledgements, a lost one for a
            // second.
            channel.setOption(SctpStandardSocketOptions.SCTP_NODELAY, true);
            channel.bind(new InetSocketAddress(args[4], 0));
            for (String further : Arrays.asList(args).subList(5, args.length)) {
                channel.bindAddress(InetAddress.getByName(further));
            }
            channel.connect(remote);
            System.out.println("connected " + addressesOf(channel));
            for (int number = 0; number < count; number++) {
                send(channel, number);
                Thread.sleep(pause.toMillis());
            }
            System.out.println("sent " + count);
            channel.shutdown();
        }
    }

    private static void send(SctpChannel channel, int number) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(Integer.BYTES).putInt(number).flip();
        channel.send(message, MessageInfo.createOutgoing(null, 0));
    }

    private static String addressesOf(SctpChannel channel) throws IOException {
        TreeSet<String> addresses = new TreeSet<>();
        channel.getRemoteAddresses()
                .forEach(a -> addresses.add(((InetSocketAddress) a).getAddress().getHostAddress()));
        return String.join(" ", addresses);
    }
}
