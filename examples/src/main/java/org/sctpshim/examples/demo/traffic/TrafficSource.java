package org.sctpshim.examples.demo.traffic;

import com.sun.nio.sctp.MessageInfo;
import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpStandardSocketOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.sctpshim.examples.demo.event.EventKind;
import org.sctpshim.examples.demo.event.EventLog;

/** The sending end: connects, sends the whole schedule, shuts the association down in order. */
public final class TrafficSource {
    private final AssociationFactory associations;
    private final EventLog log;

    /** A source that takes its channel from the factory and tells the log what it does. */
    public TrafficSource(AssociationFactory associations, EventLog log) {
        this.associations = associations;
        this.log = log;
    }

    /**
     * Sends {@code count} messages and returns when the peer has acknowledged them all and the association is down.
     *
     * @param messageBytes length of a message, at least 16
     */
    public void run(LocalEnd local, InetSocketAddress peer, int ratePerSecond, long count, int messageBytes)
            throws IOException {
        try (SctpChannel channel = associations.openChannel()) {
            local.bind(channel);
            // Signalling wants each message on its way at once, not bundled with later ones.
            channel.setOption(SctpStandardSocketOptions.SCTP_NODELAY, true);
            long beforeNs = System.nanoTime();
            channel.connect(peer);
            log.add(EventKind.CONNECTED, "connectNs=" + (System.nanoTime() - beforeNs) + " peer=" + peer);
            Thread notices = new Thread(() -> listenForNotices(channel), "notices");
            notices.setDaemon(true);
            notices.start();
            log.add(EventKind.TRAFFIC_STARTED, "rate=" + ratePerSecond + " count=" + count + " bytes=" + messageBytes);
            sendAll(channel, new Schedule(System.nanoTime(), ratePerSecond, count), messageBytes);
            log.add(EventKind.TRAFFIC_ENDED, "count=" + count);
            channel.shutdown();
            awaitEnd(notices);
        }
    }

    private void sendAll(SctpChannel channel, Schedule schedule, int messageBytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(Math.max(messageBytes, Message.MIN_BYTES));
        for (long number = 0; number < schedule.count(); number++) {
            long dueNs = schedule.dueNs(number);
            parkUntil(dueNs);
            long nowNs = System.nanoTime();
            new Message(number, nowNs).write(buffer);
            channel.send(buffer, MessageInfo.createOutgoing(null, 0));
            log.addAt(nowNs, EventKind.MESSAGE_SENT, "seq=" + number + " dueNs=" + dueNs);
        }
    }

    private static void parkUntil(long dueNs) {
        for (long leftNs = dueNs - System.nanoTime(); leftNs > 0; leftNs = dueNs - System.nanoTime()) {
            LockSupport.parkNanos(leftNs);
        }
    }

    /** The peer never sends, so all that comes up here are notifications, and the end of the association. */
    private void listenForNotices(SctpChannel channel) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(Message.MIN_BYTES);
        NoticeLogger notices = new NoticeLogger();
        try {
            MessageInfo info;
            do {
                buffer.clear();
                info = channel.receive(buffer, log, notices);
            } while (info == null || info.bytes() >= 0);
        } catch (IOException e) {
            log.add(EventKind.SCTP_NOTICE, "receive ended: " + e);
        }
    }

    private static void awaitEnd(Thread notices) throws IOException {
        try {
            notices.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the association was shutting down", e);
        }
    }
}
