package org.sctpshim.esp.linux;

import com.sun.jna.Native;

/** What only tests need of the C library. */
final class TestLibc {

    static {
        Native.register(TestLibc.class, "c");
    }

    private TestLibc() {}

    static native long sendto(int fd, long buffer, long length, int flags, long address, int addressLength);
}
