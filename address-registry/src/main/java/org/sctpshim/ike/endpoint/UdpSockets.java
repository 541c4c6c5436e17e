package org.sctpshim.ike.endpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.registry.AddressPair;

/**
 * One UDP socket a local address, so that it is known to which address a datagram came and from which one an answer
 * goes.
 */
final class UdpSockets implements AutoCloseable {
    /** The longest datagram that UDP has; IKE messages beyond the limit are refused when they are read. */
    private static final int MAX_DATAGRAM_BYTES = 65_535;

    /** So that one socket under load does not keep the thread from the others and from the clock. */
    private static final int MAX_DATAGRAMS_AT_ONCE = 64;

    private static final System.Logger LOG = System.getLogger(UdpSockets.class.getName());

    private final Selector selector;
    private final int port;
    private final Map<InetAddress, DatagramChannel> byAddress = new LinkedHashMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(MAX_DATAGRAM_BYTES);

    UdpSockets(int port) throws IOException {
        this.selector = Selector.open();
        this.port = port;
    }

    void bind(InetAddress address) throws IOException {
        if (byAddress.containsKey(address)) {
            return;
        }
        boolean ipv4 = address.getAddress().length == 4;
        DatagramChannel channel =
                DatagramChannel.open(ipv4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(address, port));
            channel.register(selector, SelectionKey.OP_READ, address);
        } catch (IOException e) {
            channel.close();
            throw new IOException(sentence(address, e), e);
        }
        byAddress.put(address, channel);
    }

    private String sentence(InetAddress address, IOException cause) {
        String where = "UDP port " + port + " of " + address.getHostAddress();
        String said = String.valueOf(cause.getMessage());
        if (cause instanceof BindException && said.contains("in use")) {
            return where + " is taken: stop the other IKE daemon (\"ss -ulpn sport = :" + port
                    + "\" names it) or configure another port";
        }
        if (cause instanceof BindException && said.contains("assign")) {
            return where + " cannot be bound: this host has no such address; correct the local addresses";
        }
        return where + " cannot be bound: " + said;
    }

    /** Waits for datagrams until the time has passed or {@link #wakeup} is called, and hands each over. */
    void receive(long timeoutNs, Consumer<IkeDatagram> receiver) throws IOException {
        if (timeoutNs <= 0) {
            selector.selectNow();
        } else {
            selector.select(1 + timeoutNs / 1_000_000);
        }
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.attachment() instanceof InetAddress local && key.channel() instanceof DatagramChannel channel) {
                drain(channel, local, receiver);
            }
        }
        selector.selectedKeys().clear();
    }

    private void drain(DatagramChannel channel, InetAddress local, Consumer<IkeDatagram> receiver) {
        for (int i = 0; i < MAX_DATAGRAMS_AT_ONCE; i++) {
            buffer.clear();
            try {
                if (!(channel.receive(buffer) instanceof InetSocketAddress source)) {
                    return;
                }
                UdpEndpoints endpoints =
                        new UdpEndpoints(new AddressPair(local, source.getAddress()), port, source.getPort());
                receiver.accept(new IkeDatagram(endpoints, Bytes.of(buffer.array(), 0, buffer.position())));
            } catch (IOException | IllegalArgumentException e) {
                LOG.log(
                        System.Logger.Level.TRACE,
                        "nothing to receive: an ICMP error, or a source that is no unicast address",
                        e);
            }
        }
    }

    /** Sends a datagram; false where it could not be sent, which is a loss like any other on the way. */
    boolean send(IkeDatagram datagram) {
        UdpEndpoints endpoints = datagram.endpoints();
        DatagramChannel channel = byAddress.get(endpoints.addresses().local());
        if (channel == null) {
            return false;
        }
        try {
            InetSocketAddress target =
                    new InetSocketAddress(endpoints.addresses().remote(), endpoints.remotePort());
            return channel.send(datagram.content().asBuffer(), target) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    void wakeup() {
        selector.wakeup();
    }

    @Override
    public void close() {
        byAddress.values().forEach(UdpSockets::closeQuietly);
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a selector", e);
        }
    }

    private static void closeQuietly(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "closing a socket", e);
        }
    }
}
