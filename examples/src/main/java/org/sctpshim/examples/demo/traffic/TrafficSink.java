package org.sctpshim.examples.demo.traffic;

import com.sun.nio.sctp.MessageInfo;
import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpServerChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.sctpshim.examples.demo.event.EventKind;
import org.sctpshim.examples.demo.event.EventLog;

/** The receiving end: accepts one association and notes every message until the peer ends it. */
public final class TrafficSink {
    private static final int LONGEST_MESSAGE_BYTES = 64 * 1024;

    private final AssociationFactory associations;
    private final EventLog log;
    private final Consumer<String> progress;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong lastArrivalNs = new AtomicLong();

    /**
     * A sink that takes its channels from the factory and tells the log what it sees.
     *
     * @param progress hears in words when it listens and when it receives
     */
    public TrafficSink(AssociationFactory associations, EventLog log, Consumer<String> progress) {
        this.progress = progress;
        this.associations = associations;
        this.log = log;
    }

    /** Receives until the association ends. */
    public void run(LocalEnd local) throws IOException {
        try (SctpServerChannel server = associations.openServerChannel()) {
            local.bind(server);
            log.add(EventKind.LISTENING, "port=" + local.port());
            progress.accept("listening on port " + local.port());
            try (SctpChannel channel = server.accept()) {
                log.add(EventKind.CONNECTED, "peer=" + channel.getRemoteAddresses());
                progress.accept("receiving from " + channel.getRemoteAddresses());
                receiveAll(channel);
                log.add(EventKind.TRAFFIC_ENDED, "count=" + received.get());
            }
        }
    }

    private void receiveAll(SctpChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(LONGEST_MESSAGE_BYTES);
        NoticeLogger notices = new NoticeLogger();
        while (true) {
            buffer.clear();
            MessageInfo info = channel.receive(buffer, log, notices);
            if (info == null) {
                continue;
            }
            if (info.bytes() < 0) {
                return;
            }
            long nowNs = System.nanoTime();
            buffer.flip();
            Message message = Message.read(buffer);
            log.addAt(nowNs, EventKind.MESSAGE_RECEIVED, "seq=" + message.number() + " sentNs=" + message.sentNs());
            lastArrivalNs.set(nowNs);
            received.incrementAndGet();
        }
    }

    /** Messages received so far; any thread may ask. */
    public long received() {
        return received.get();
    }

    /** When the last message came, or 0 before the first; any thread may ask. */
    public long lastArrivalNs() {
        return lastArrivalNs.get();
    }
}
