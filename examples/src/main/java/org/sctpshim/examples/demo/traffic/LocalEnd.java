package org.sctpshim.examples.demo.traffic;

import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpServerChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * The addresses and the port of one end.
 *
 * @param addresses at least one; the first is bound first
 * @param port the SCTP port
 */
public record LocalEnd(List<InetAddress> addresses, int port) {
    public LocalEnd {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("an end without an address");
        }
        addresses = List.copyOf(addresses);
    }

    /** Binds a channel to all of them. */
    void bind(SctpChannel channel) throws IOException {
        channel.bind(new InetSocketAddress(addresses.get(0), port));
        for (InetAddress further : addresses.subList(1, addresses.size())) {
            channel.bindAddress(further);
        }
    }

    /** Binds a listening channel to all of them. */
    void bind(SctpServerChannel channel) throws IOException {
        channel.bind(new InetSocketAddress(addresses.get(0), port));
        for (InetAddress further : addresses.subList(1, addresses.size())) {
            channel.bindAddress(further);
        }
    }
}
