package org.sctpshim.esp.linux;

import java.io.IOException;

/** A raw IP socket that sends whole packets with the header given. */
abstract sealed class RawSocket extends MessageSocket permits RawEspSocket, MarkedInjector {

    private static final int IP_HDRINCL = 3;
    private static final int IPV6_HDRINCL = 36;

    RawSocket(int family, int protocol, String description) throws IOException {
        super(family, Libc.SOCK_RAW, protocol, description);
    }

    final void sendHeaders() throws IOException {
        if (ipv6()) {
            set(ControlMessages.SOL_IPV6, IPV6_HDRINCL, 1, "IPV6_HDRINCL");
        } else {
            set(ControlMessages.SOL_IP, IP_HDRINCL, 1, "IP_HDRINCL");
        }
    }

    /**
     * Sends all messages. One that the kernel refuses, for want of a route or of buffer space, is left out: IP does not
     * promise delivery.
     *
     * @return how many were sent
     */
    public final int send(MessageBurst burst) {
        int sent = 0;
        int next = 0;
        while (next < burst.size()) {
            int taken = send(burst.headers(), next, burst.size() - next);
            if (taken > 0) {
                sent += taken;
                next += taken;
            } else if (Libc.errno() != Errno.EINTR.number()) {
                next++;
            }
        }
        return sent;
    }

    /**
     * Receives into the messages that are set up.
     *
     * @return how many were filled, from the first; 0 if none waits
     * @throws SyscallException if the socket itself has failed
     */
    public final int receive(MessageBurst burst) throws IOException {
        return receive(burst.headers(), burst.size());
    }
}
