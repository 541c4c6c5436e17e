package org.sctpshim.ike.endpoint;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.sa.IkeDatagram;

/**
 * IKE messages that another thread has received, on their way to the endpoint's. It holds so many and no more: who floods
 * the port has messages dropped, as a socket does whose buffer is full.
 */
final class ArrivedElsewhere implements NatPort.Receiver {
    private static final int MOST = 512;

    private final Queue<IkeDatagram> waiting = new ArrayBlockingQueue<>(MOST);
    private final Runnable wakeup;

    ArrivedElsewhere(Runnable wakeup) {
        this.wakeup = wakeup;
    }

    @Override
    public boolean received(IkeDatagram datagram) {
        boolean taken = waiting.offer(datagram);
        if (taken) {
            wakeup.run();
        }
        return taken;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Hands over what waits, so many at most. */
    void drain(int most, Consumer<IkeDatagram> receiver) {
        for (int i = 0; i < most; i++) {
            @Nullable IkeDatagram next = waiting.poll();
            if (next == null) {
                return;
            }
            receiver.accept(next);
        }
    }
}
