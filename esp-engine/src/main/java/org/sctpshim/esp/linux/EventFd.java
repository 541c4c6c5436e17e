package org.sctpshim.esp.linux;

import java.io.Closeable;
import java.io.IOException;

/** Wakes a thread that waits in a {@link ReadinessPoll}. Any thread may call {@link #signal}. */
public final class EventFd implements Closeable {

    private static final int COUNTER_BYTES = 8;

    private final NativeFd fd;
    private final NativeMemory one = NativeMemory.allocate(COUNTER_BYTES);
    private final NativeMemory count = NativeMemory.allocate(COUNTER_BYTES);

    private EventFd(NativeFd fd) {
        this.fd = fd;
        one.buffer().putLong(0, 1);
    }

    /** A new event, not signalled. */
    public static EventFd open() throws IOException {
        return new EventFd(NativeFd.of(Libc.eventfd(0, Libc.O_NONBLOCK | Libc.O_CLOEXEC), "eventfd"));
    }

    /** Makes the event ready until it is taken. */
    public void signal() {
        Libc.write(fd.number(), one.address(), COUNTER_BYTES);
    }

    /** Makes the event not ready. Belongs to the waiting thread. */
    public void take() {
        Libc.read(fd.number(), count.address(), COUNTER_BYTES);
    }

    int descriptor() {
        return fd.number();
    }

    @Override
    public void close() {
        fd.close();
    }
}
