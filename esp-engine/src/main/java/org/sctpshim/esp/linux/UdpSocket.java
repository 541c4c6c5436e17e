package org.sctpshim.esp.linux;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The UDP socket of one local address and port that carries ESP (RFC 3948), in bursts and without blocking.
 *
 * <p>Datagrams carry a checksum: RFC 3948 section 2.1 would rather have none over IPv4, but the port is shared with IKE,
 * whose first messages nothing else protects, and without one the kernel takes no trains of datagrams. DF is set on what
 * fits the path as the kernel knows it; longer ones, such as IKE messages full of certificates, are fragmented.
 *
 * <p>Threads: one sends bursts and one receives; any may send single datagrams and close.
 */
public final class UdpSocket extends MessageSocket {

    private static final int IP_RECVTOS = 13;
    private static final int IP_MTU_DISCOVER = 10;
    private static final int IPV6_MTU_DISCOVER = 23;
    private static final int PMTUDISC_WANT = 1;
    private static final int IPV6_V6ONLY = 26;
    private static final int IPV6_RECVTCLASS = 66;
    private static final int UDP_ENCAP = 100;
    private static final int UDP_ENCAP_ESPINUDP = 2;

    private static final int BUFFER_BYTES = 4 << 20;

    /** So many trains refused in a row whose datagrams then went one by one: this kernel or device takes none. */
    private static final int MOST_TRAINS_REFUSED = 8;

    private final InetSocketAddress local;
    private int trainsRefused;

    private UdpSocket(InetSocketAddress local) throws IOException {
        super(
                SocketAddressCodec.family(local.getAddress()),
                Libc.SOCK_DGRAM,
                0,
                "UDP socket on " + local.getAddress().getHostAddress() + " port " + local.getPort());
        this.local = local;
    }

    /**
     * Opens a socket in the calling thread's network namespace.
     *
     * @param local an address of this machine and a port
     * @throws SyscallException EADDRNOTAVAIL if the address is not ours, EADDRINUSE if the port is taken
     */
    public static UdpSocket open(InetSocketAddress local) throws IOException {
        InetAddress address = local.getAddress();
        UdpSocket socket = new UdpSocket(local);
        try {
            if (socket.ipv6()) {
                socket.set(ControlMessages.SOL_IPV6, IPV6_V6ONLY, 1, "IPV6_V6ONLY");
                socket.set(ControlMessages.SOL_IPV6, IPV6_RECVTCLASS, 1, "IPV6_RECVTCLASS");
                socket.set(ControlMessages.SOL_IPV6, IPV6_MTU_DISCOVER, PMTUDISC_WANT, "IPV6_MTU_DISCOVER");
            } else {
                socket.set(ControlMessages.SOL_IP, IP_RECVTOS, 1, "IP_RECVTOS");
                socket.set(ControlMessages.SOL_IP, IP_MTU_DISCOVER, PMTUDISC_WANT, "IP_MTU_DISCOVER");
            }
            socket.bind(address, local.getPort());
            socket.buffers(BUFFER_BYTES);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Has the kernel put datagrams of one flow together before they are received, Linux 5.0. Tells whether it does; where
     * not, they come one by one.
     */
    public boolean takeTrains() {
        return tryToSet(ControlMessages.SOL_UDP, ControlMessages.UDP_GRO, 1);
    }

    /**
     * Hands ESP that comes here to the kernel's own ESP, which opens it under its SAs, and keep-alives to nobody. What is
     * left are IKE messages, with their marker.
     *
     * @throws SyscallException if the kernel cannot: it lacks XFRM, or for IPv6 is older than 5.8
     */
    public void giveEspToKernel() throws IOException {
        set(ControlMessages.SOL_UDP, UDP_ENCAP, UDP_ENCAP_ESPINUDP, "UDP_ENCAP");
    }

    /** The address and port it is bound to. */
    public InetSocketAddress local() {
        return local;
    }

    /**
     * Sends all datagrams. One that the kernel refuses is left out: IP does not promise delivery. The datagrams of a train
     * that it refuses as such are sent one by one.
     *
     * @return how many were sent
     */
    public int send(DatagramBurst burst) {
        int sent = 0;
        int next = 0;
        int messages = burst.finish();
        while (next < messages) {
            int taken = send(burst.headers(), next, messages - next);
            if (taken > 0) {
                for (int message = next; message < next + taken; message++) {
                    sent += burst.lengthOfTrain(message);
                    if (burst.lengthOfTrain(message) > 1) {
                        trainsRefused = 0;
                    }
                }
                next += taken;
            } else if (Libc.errno() != Errno.EINTR.number()) {
                sent += burst.lengthOfTrain(next) > 1 ? sendOneByOne(burst, next) : 0;
                next++;
            }
        }
        return sent;
    }

    private int sendOneByOne(DatagramBurst burst, int message) {
        boolean full = Libc.errno() == Errno.EAGAIN.number() || Libc.errno() == Errno.ENOBUFS.number();
        int first = burst.firstDatagram(message);
        int sent = 0;
        for (int datagram = first; datagram < first + burst.lengthOfTrain(message); datagram++) {
            sent += Math.max(0, send(burst.single(message, datagram), 0, 1));
        }
        if (!full && sent > 0 && ++trainsRefused >= MOST_TRAINS_REFUSED) {
            burst.trains(false);
        }
        return sent;
    }

    /**
     * Receives what waits.
     *
     * @throws SyscallException if the socket itself has failed
     */
    public void receive(DatagramArrivals arrivals) throws IOException {
        arrivals.received(receive(arrivals.prepare(), arrivals.slots()), ipv6());
    }
}
