package org.sctpshim.esp.linux;

import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * The C library's functions, mapped directly. Pointers and sizes are passed as {@code long}, so that no object is made for
 * a call; the memory behind them is a {@link NativeMemory} that must outlive the call.
 */
final class Libc {

    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int AF_NETLINK = 16;

    static final int SOCK_DGRAM = 2;
    static final int SOCK_RAW = 3;
    static final int SOCK_NONBLOCK = 0x800;
    static final int SOCK_CLOEXEC = 0x80000;

    static final int O_RDWR = 2;
    static final int O_NONBLOCK = 0x800;
    static final int O_CLOEXEC = 0x80000;

    static final int SOL_SOCKET = 1;
    static final int SO_MARK = 36;
    static final int SO_RCVBUF = 8;
    static final int SO_SNDBUF = 7;
    static final int SO_RCVBUFFORCE = 33;
    static final int SO_SNDBUFFORCE = 32;

    static final int MSG_DONTWAIT = 0x40;

    static final short POLLIN = 1;

    static {
        if (!Platform.isLinux() || !Platform.is64Bit()) {
            throw new UnsupportedOperationException("the data planes need 64 bit Linux, this is "
                    + System.getProperty("os.name") + " on " + System.getProperty("os.arch"));
        }
        Native.register(Libc.class, "c");
    }

    private Libc() {}

    /** The error number of this thread's last call that failed. */
    static int errno() {
        return Native.getLastError();
    }

    static native int open(String path, int flags);

    static native int close(int fd);

    static native int ioctl(int fd, long request, long argument);

    static native long read(int fd, long buffer, long length);

    static native long write(int fd, long buffer, long length);

    static native int poll(long descriptors, long count, int timeoutMs);

    static native int eventfd(int initial, int flags);

    static native int socket(int family, int type, int protocol);

    static native int bind(int fd, long address, int length);

    static native int setsockopt(int fd, int level, int option, long value, int length);

    static native long send(int fd, long buffer, long length, int flags);

    static native long recv(int fd, long buffer, long length, int flags);

    static native int sendmmsg(int fd, long messages, int count, int flags);

    static native int recvmmsg(int fd, long messages, int count, int flags, long timeout);

    static native int unshare(int flags);

    static native int setns(int fd, int type);
}
