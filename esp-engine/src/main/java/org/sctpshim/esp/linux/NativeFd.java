package org.sctpshim.esp.linux;

import java.io.Closeable;
import java.util.concurrent.atomic.AtomicInteger;

/** An open file descriptor. Closing it twice does no harm; using it after closing fails with EBADF. */
final class NativeFd implements Closeable {

    private static final int CLOSED = -1;

    private final AtomicInteger fd;

    private NativeFd(int fd) {
        this.fd = new AtomicInteger(fd);
    }

    /** Takes what a call returned: a descriptor, or -1 and errno. */
    static NativeFd of(int returned, String call) throws SyscallException {
        if (returned < 0) {
            throw SyscallException.last(call);
        }
        return new NativeFd(returned);
    }

    /** The number, -1 once closed. */
    int number() {
        return fd.get();
    }

    @Override
    public void close() {
        int open = fd.getAndSet(CLOSED);
        if (open != CLOSED) {
            Libc.close(open);
        }
    }
}
