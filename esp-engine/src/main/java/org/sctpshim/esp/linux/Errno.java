package org.sctpshim.esp.linux;

/** Linux error numbers that this package meets, their names and what usually cures them. */
enum Errno {
    EPERM(1, "Operation not permitted", "needs CAP_NET_ADMIN and CAP_NET_RAW: run as root or grant both"),
    ENOENT(2, "No such file or directory", ""),
    ESRCH(3, "No such process", ""),
    EINTR(4, "Interrupted system call", ""),
    EBADF(9, "Bad file descriptor", ""),
    EAGAIN(11, "Resource temporarily unavailable", ""),
    EACCES(13, "Permission denied", "needs CAP_NET_ADMIN and CAP_NET_RAW: run as root or grant both"),
    EBUSY(16, "Device or resource busy", ""),
    EEXIST(17, "File exists", ""),
    ENODEV(19, "No such device", ""),
    EINVAL(22, "Invalid argument", ""),
    EMSGSIZE(90, "Message too long", ""),
    EPROTONOSUPPORT(93, "Protocol not supported", "the kernel lacks the protocol's module"),
    EOPNOTSUPP(95, "Operation not supported", ""),
    EAFNOSUPPORT(97, "Address family not supported by protocol", ""),
    EADDRINUSE(98, "Address already in use", "another program has the port: \"ss -ulpn\" names it"),
    EADDRNOTAVAIL(99, "Cannot assign requested address", "the address is not on any interface of this machine"),
    ENETDOWN(100, "Network is down", ""),
    ENETUNREACH(101, "Network is unreachable", ""),
    ENOBUFS(105, "No buffer space available", ""),
    EHOSTUNREACH(113, "No route to host", "");

    private final int number;
    private final String text;
    private final String hint;

    Errno(int number, String text, String hint) {
        this.number = number;
        this.text = text;
        this.hint = hint;
    }

    int number() {
        return number;
    }

    /** Such as "EPERM (Operation not permitted; needs ...)", or "errno 200" for a number not listed here. */
    static String describe(int number) {
        for (Errno known : values()) {
            if (known.number == number) {
                return known.name() + " (" + known.text + (known.hint.isEmpty() ? "" : "; " + known.hint) + ")";
            }
        }
        return "errno " + number;
    }
}
