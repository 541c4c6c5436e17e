package org.sctpshim.esp.linux;

import java.io.IOException;
import java.net.InetAddress;

/**
 * ESP packets (protocol 50) from and to one local address. Sends whole IP packets, so that traffic class, hop limit and DF
 * stay those of the packet inside. Receives IPv4 with the IP header, IPv6 from the SPI on: the source is then {@link
 * MessageBurst#ipv6SourceHigh}, the destination this socket's address.
 *
 * <p>Only for one's own address: the kernel refuses others, and takes the route for this source.
 */
public final class RawEspSocket extends RawSocket {

    private static final int IPPROTO_ESP = 50;
    private static final int IPV6_RECVTCLASS = 66;

    /** Some 2,000 full packets: what comes in while the thread is kept from running for a few milliseconds. */
    private static final int BUFFER_BYTES = 4 << 20;

    private final InetAddress local;

    private RawEspSocket(InetAddress local) throws IOException {
        super(SocketAddressCodec.family(local), IPPROTO_ESP, "raw ESP socket on " + local.getHostAddress());
        this.local = local;
    }

    /**
     * Opens a socket in the calling thread's network namespace.
     *
     * @param local an address of this machine
     * @throws SyscallException EPERM without CAP_NET_RAW, EADDRNOTAVAIL if the address is not ours
     */
    public static RawEspSocket open(InetAddress local) throws IOException {
        RawEspSocket socket = new RawEspSocket(local);
        try {
            socket.bind(local, 0);
            socket.sendHeaders();
            if (socket.ipv6()) {
                socket.set(ControlMessages.SOL_IPV6, IPV6_RECVTCLASS, 1, "IPV6_RECVTCLASS");
            }
            socket.buffers(BUFFER_BYTES);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The address it is bound to. */
    public InetAddress local() {
        return local;
    }
}
