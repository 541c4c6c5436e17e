package org.sctpshim.esp.linux;

import java.io.IOException;

/**
 * Hands clear packets to this machine's own stack, as if they had come in, with a mark that an inbound policy can tell
 * them by. They go over the loopback device. Writing them to a TUN device would do for IPv4 only: the setting
 * {@code disable_policy} of a device is not looked at for IPv6 packets that came in over it.
 *
 * <p>A packet whose destination is not local would be routed out; a rule that blackholes the mark prevents it ({@link
 * RoutingRule#blackholeOfMark}), and must be there first.
 */
public final class MarkedInjector extends RawSocket {

    private static final int IPPROTO_RAW = 255;
    private static final int BUFFER_BYTES = 4 << 20;

    private MarkedInjector(boolean ipv6) throws IOException {
        super(ipv6 ? Libc.AF_INET6 : Libc.AF_INET, IPPROTO_RAW, "raw " + (ipv6 ? "IPv6" : "IPv4") + " socket");
    }

    /**
     * Opens a socket in the calling thread's network namespace.
     *
     * @param ipv6 which family
     * @param mark the mark its packets carry, not 0
     */
    public static MarkedInjector open(boolean ipv6, int mark) throws IOException {
        MarkedInjector injector = new MarkedInjector(ipv6);
        try {
            injector.set(Libc.SOL_SOCKET, Libc.SO_MARK, mark, "SO_MARK");
            injector.sendHeaders();
            injector.buffers(BUFFER_BYTES);
            return injector;
        } catch (IOException e) {
            injector.close();
            throw e;
        }
    }
}
