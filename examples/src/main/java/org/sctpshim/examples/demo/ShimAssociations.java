package org.sctpshim.examples.demo;

import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpServerChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.examples.demo.event.EventKind;
import org.sctpshim.examples.demo.event.EventLog;
import org.sctpshim.examples.demo.traffic.AssociationFactory;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.shim.Peer;
import org.sctpshim.shim.SctpShim;

/** Channels of a shim, which the demo's two hosts configure with each other's name and one secret. */
final class ShimAssociations implements AssociationFactory {
    /** Everybody may know it: the hosts live as long as the demo, in a kernel of their own. */
    private static final byte[] DEMO_KEY = "the demo's pre-shared key".getBytes(StandardCharsets.UTF_8);

    private final SctpShim shim;
    private final SecretBytes key;

    private ShimAssociations(SctpShim shim, SecretBytes key) {
        this.shim = shim;
        this.key = key;
    }

    /**
     * Starts a shim.
     *
     * @param peerAddresses where the peer can be reached first; empty on the side that waits for it
     * @throws IOException in one sentence, what is missing and what to do
     */
    static ShimAssociations open(
            String host, String peer, List<InetAddress> local, List<InetAddress> peerAddresses, EventLog log)
            throws IOException {
        SecretBytes key = SecretBytes.copyOf(DEMO_KEY);
        SctpShim shim = SctpShim.builder()
                .identity(host + ".example")
                .localAddresses(local.toArray(new InetAddress[0]))
                .esp(DataPlane.Kind.USERSPACE)
                .peer(Peer.named(peer + ".example")
                        .preSharedKey(key)
                        .addresses(peerAddresses.toArray(new InetAddress[0]))
                        .build())
                .onEvent(event -> log.add(EventKind.SHIM_NOTICE, event.toString()))
                .onSecurityEvent(new SecurityEventLogger(log))
                .open();
        return new ShimAssociations(shim, key);
    }

    @Override
    public SctpChannel openChannel() throws IOException {
        return shim.openChannel();
    }

    @Override
    public SctpServerChannel openServerChannel() throws IOException {
        return shim.openServerChannel();
    }

    @Override
    public void close() throws IOException {
        shim.close();
        key.close();
    }
}
