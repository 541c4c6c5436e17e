package org.sctpshim.esp.linux;

import java.io.IOException;

/** The kernel refused a call. The message names the call, what it was about, and the reason. */
public final class SyscallException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int errno;

    SyscallException(String call, int errno) {
        this(call, errno, "");
    }

    SyscallException(String call, int errno, String kernelText) {
        super(call + ": " + Errno.describe(errno) + (kernelText.isEmpty() ? "" : ": " + kernelText));
        this.errno = errno;
    }

    /** The failure of the call that this thread has just made. */
    static SyscallException last(String call) {
        return new SyscallException(call, Libc.errno());
    }

    /** The kernel's error number, such as 17 for EEXIST. */
    public int errno() {
        return errno;
    }

    boolean is(Errno error) {
        return errno == error.number();
    }
}
