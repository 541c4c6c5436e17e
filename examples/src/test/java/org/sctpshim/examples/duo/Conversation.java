package org.sctpshim.examples.duo;

import com.sun.nio.sctp.AbstractNotificationHandler;
import com.sun.nio.sctp.AssociationChangeNotification;
import com.sun.nio.sctp.HandlerResult;
import com.sun.nio.sctp.MessageInfo;
import com.sun.nio.sctp.Notification;
import com.sun.nio.sctp.PeerAddressChangeNotification;
import com.sun.nio.sctp.SctpChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The client's end of an association: numbered messages out, their echoes in, each in its turn. */
final class Conversation implements AutoCloseable {
    private static final int MESSAGE_BYTES = 100;

    private final SctpChannel channel;
    private final Semaphore echoed = new Semaphore(0);
    private final Thread receiver;
    private volatile long longestSilenceNs;
    private volatile long lastEchoNs;
    private int next;

    Conversation(SctpChannel channel) {
        this.channel = channel;
        this.receiver = new Thread(this::receiveAll, "receives echoes");
        this.receiver.start();
    }

    /** Sends some messages at an even pace, and waits for the echo of the last one. */
    String converse(int count, int pauseMs) throws IOException, InterruptedException {
        longestSilenceNs = 0;
        lastEchoNs = System.nanoTime();
        for (int i = 0; i < count; i++) {
            ByteBuffer message = ByteBuffer.allocate(MESSAGE_BYTES).putInt(next + i);
            channel.send(message.clear(), MessageInfo.createOutgoing(null, 0));
            Thread.sleep(pauseMs);
        }
        echoed.acquire(count);
        next += count;
        return count + " echoed, longest silence " + longestSilenceNs / 1_000_000 + " ms";
    }

    private void receiveAll() {
        ByteBuffer buffer = ByteBuffer.allocate(2 * MESSAGE_BYTES);
        try {
            int expected = 0;
            while (received(channel, buffer)) {
                int number = buffer.getInt();
                if (number != expected) {
                    throw new IllegalStateException("echo " + number + " came in place of " + expected);
                }
                expected++;
                long nowNs = System.nanoTime();
                longestSilenceNs = Math.max(longestSilenceNs, nowNs - lastEchoNs);
                lastEchoNs = nowNs;
                echoed.release();
            }
            HostProgram.event("the peer has closed");
        } catch (IOException | RuntimeException e) {
            HostProgram.event("the conversation ended: " + e);
        }
    }

    /** Receives one message, ready to be read, and tells notifications; false at the end of the association. */
    static boolean received(SctpChannel channel, ByteBuffer buffer) throws IOException {
        @Nullable MessageInfo info = channel.receive(buffer.clear(), null, new Notifications());
        buffer.flip();
        return info != null && info.bytes() >= 0;
    }

    String shutdown() throws IOException, InterruptedException {
        channel.shutdown();
        receiver.join();
        channel.close();
        return "shut down";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static final class Notifications extends AbstractNotificationHandler<@Nullable Object> {
        @Override
        public HandlerResult handleNotification(Notification notification, @Nullable Object attachment) {
            return HandlerResult.CONTINUE;
        }

        @Override
        public HandlerResult handleNotification(AssociationChangeNotification change, @Nullable Object attachment) {
            HostProgram.event("notified " + change.event());
            return HandlerResult.CONTINUE;
        }

        @Override
        public HandlerResult handleNotification(PeerAddressChangeNotification change, @Nullable Object attachment) {
            String host = ((InetSocketAddress) change.address()).getAddress().getHostAddress();
            HostProgram.event("notified " + change.event() + " " + host);
            return HandlerResult.CONTINUE;
        }
    }
}
