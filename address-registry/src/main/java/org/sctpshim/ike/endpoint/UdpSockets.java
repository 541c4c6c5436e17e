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
import java.util.Optional;
import java.util.function.Consumer;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.NatTraversal;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.registry.AddressPair;

/**
 * One UDP socket a local address and port, so that it is known to which address a datagram came and from which one an
 * answer goes. On the port for NATs four octets of zero go before each IKE message, which no ESP packet begins with (RFC
 * 3948 section 2.2).
 */
final class UdpSockets implements AutoCloseable {
    /** The longest datagram that UDP has; IKE messages beyond the limit are refused when they are read. */
    private static final int MAX_DATAGRAM_BYTES = 65_535;

    /** So that one socket under load does not keep the thread from the others and from the clock. */
    private static final int MAX_DATAGRAMS_AT_ONCE = 64;

    /** The octets of zero that tell IKE from ESP. */
    private static final int MARKER_BYTES = 4;

    private static final System.Logger LOG = System.getLogger(UdpSockets.class.getName());

    private final Selector selector;
    private final int port;
    private final NatTraversal natTraversal;
    private final Optional<NatPort> natPort;
    private final ArrivedElsewhere arrived = new ArrivedElsewhere(this::wakeup);
    private final Map<InetSocketAddress, DatagramChannel> bySource = new LinkedHashMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(MAX_DATAGRAM_BYTES);

    /** Sockets of its own for all ports, but for that of NATs where somebody else has it. */
    UdpSockets(int port, NatTraversal natTraversal, Optional<NatPort> natPort) throws IOException {
        this.selector = Selector.open();
        this.port = port;
        this.natTraversal = natTraversal;
        this.natPort = natPort;
    }

    void bind(InetAddress address) throws IOException {
        bind(new InetSocketAddress(address, port));
        if (natTraversal.allowed()) {
            bindForNats(address);
        }
    }

    private void bindForNats(InetAddress address) throws IOException {
        if (natPort.isPresent()) {
            natPort.get().open(address, natTraversal.port(), arrived);
        } else {
            bind(new InetSocketAddress(address, natTraversal.port()));
        }
    }

    private void bind(InetSocketAddress source) throws IOException {
        if (bySource.containsKey(source)) {
            return;
        }
        InetAddress address = source.getAddress();
        boolean ipv4 = address.getAddress().length == 4;
        DatagramChannel channel =
                DatagramChannel.open(ipv4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            channel.configureBlocking(false);
            channel.bind(source);
            channel.register(selector, SelectionKey.OP_READ, source);
        } catch (IOException e) {
            channel.close();
            throw new IOException(sentence(source, e), e);
        }
        bySource.put(source, channel);
    }

    private static String sentence(InetSocketAddress source, IOException cause) {
        String where =
                "UDP port " + source.getPort() + " of " + source.getAddress().getHostAddress();
        String said = String.valueOf(cause.getMessage());
        if (cause instanceof BindException && said.contains("in use")) {
            return where + " is taken: stop the other IKE daemon (\"ss -ulpn sport = :" + source.getPort()
                    + "\" names it) or configure another port";
        }
        if (cause instanceof BindException && said.contains("assign")) {
            return where + " cannot be bound: this host has no such address; correct the local addresses";
        }
        return where + " cannot be bound: " + said;
    }

    /** Waits for datagrams until the time has passed or {@link #wakeup} is called, and hands each over. */
    void receive(long timeoutNs, Consumer<IkeDatagram> receiver) throws IOException {
        if (timeoutNs <= 0 || !arrived.isEmpty()) {
            selector.selectNow();
        } else {
            selector.select(1 + timeoutNs / 1_000_000);
        }
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.attachment() instanceof InetSocketAddress local
                    && key.channel() instanceof DatagramChannel channel) {
                drain(channel, local, receiver);
            }
        }
        selector.selectedKeys().clear();
        arrived.drain(MAX_DATAGRAMS_AT_ONCE, receiver);
    }

    private void drain(DatagramChannel channel, InetSocketAddress local, Consumer<IkeDatagram> receiver) {
        for (int i = 0; i < MAX_DATAGRAMS_AT_ONCE; i++) {
            buffer.clear();
            try {
                if (!(channel.receive(buffer) instanceof InetSocketAddress source)) {
                    return;
                }
                UdpEndpoints endpoints = new UdpEndpoints(
                        new AddressPair(local.getAddress(), source.getAddress()), local.getPort(), source.getPort());
                buffer.flip();
                if (skipsMarker(local.getPort())) {
                    receiver.accept(new IkeDatagram(
                            endpoints, Bytes.of(buffer.array(), buffer.position(), buffer.remaining())));
                }
            } catch (IOException | IllegalArgumentException e) {
                LOG.log(
                        System.Logger.Level.TRACE,
                        "nothing to receive: an ICMP error, or a source that is no unicast address",
                        e);
            }
        }
    }

    /** Whether there is an IKE message behind the marker; what has none is ESP or keeps a mapping alive. */
    private boolean skipsMarker(int localPort) {
        if (!isForNats(localPort)) {
            return true;
        }
        return buffer.remaining() > MARKER_BYTES && buffer.getInt() == 0;
    }

    private boolean isForNats(int localPort) {
        return natTraversal.allowed() && localPort == natTraversal.port();
    }

    /** Sends a datagram; false where it could not be sent, which is a loss like any other on the way. */
    boolean send(IkeDatagram datagram) {
        UdpEndpoints endpoints = datagram.endpoints();
        if (natPort.isPresent() && isForNats(endpoints.localPort())) {
            return natPort.get().send(datagram);
        }
        DatagramChannel channel =
                bySource.get(new InetSocketAddress(endpoints.addresses().local(), endpoints.localPort()));
        if (channel == null) {
            return false;
        }
        try {
            InetSocketAddress target =
                    new InetSocketAddress(endpoints.addresses().remote(), endpoints.remotePort());
            boolean marked = isForNats(endpoints.localPort()) && !datagram.isKeepalive();
            ByteBuffer octets =
                    marked ? marked(datagram.content()) : datagram.content().asBuffer();
            return channel.send(octets, target) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static ByteBuffer marked(Bytes message) {
        return ByteBuffer.allocate(MARKER_BYTES + message.length())
                .putInt(0)
                .put(message.asBuffer())
                .flip();
    }

    void wakeup() {
        selector.wakeup();
    }

    @Override
    public void close() {
        natPort.ifPresent(NatPort::close);
        bySource.values().forEach(UdpSockets::closeQuietly);
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
