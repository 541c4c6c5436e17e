package org.sctpshim.ike.host;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.sctpshim.ike.crypto.RandomSource;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.session.SessionParameters;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.registry.PeerId;

/**
 * Two hosts in memory that establish an IKE SA and a Child SA with each other, before any real peer is spoken to. So
 * what is wrong with the algorithms of this JVM comes out at start, and the first real handshake does not pay for
 * loading them.
 */
public final class Rehearsal {
    private static final int MAX_DATAGRAMS = 100;

    private final IkeHost initiator;
    private final IkeHost responder;
    private int installed;

    private Rehearsal(SessionParameters parameters, RandomSource random) {
        this.initiator = host(parameters, "initiator", "responder", List.of(address(2)), random);
        this.responder = host(parameters, "responder", "initiator", List.of(), random);
    }

    /**
     * Rehearses with the proposals that real peers will be offered.
     *
     * @throws IllegalStateException if the two ends do not come to agree
     */
    public static void run(SessionParameters parameters, RandomSource random) {
        Rehearsal rehearsal = new Rehearsal(parameters, random);
        rehearsal.play();
        if (rehearsal.installed != 2) {
            throw new IllegalStateException("the IKE self-test failed: two ends in this process did not agree on an SA;"
                    + " check the JDK's cryptographic providers");
        }
    }

    private static IkeHost host(
            SessionParameters parameters, String own, String other, List<InetAddress> others, RandomSource random) {
        SecretBytes key = SecretBytes.adopt(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        PeerEntry entry = new PeerEntry(new PeerId(other), Identification.fqdn(other), key);
        HostPeer peer = new HostPeer(entry, AddressPolicy.anyListed(), others);
        return new IkeHost(
                HostParameters.of(parameters.as(Identification.fqdn(own)), List.of(peer)), random, InsecureKeyLog.OFF);
    }

    private void play() {
        responder.listen(new LocalEnd(Set.of(address(2)), 2), 0);
        initiator.open(new PeerId("responder"), new LocalEnd(Set.of(address(1)), 1), 2, 0);
        for (int i = 0; i < MAX_DATAGRAMS; i++) {
            boolean sent = carry(initiator, responder);
            boolean answered = carry(responder, initiator);
            if (!sent && !answered) {
                return;
            }
        }
    }

    private boolean carry(IkeHost from, IkeHost to) {
        takeEvents(from);
        boolean any = false;
        for (var datagram = from.pollDatagram(); datagram.isPresent(); datagram = from.pollDatagram()) {
            any = true;
            IkeDatagram sent = datagram.get();
            to.handle(new IkeDatagram(sent.endpoints().turned(), sent.content()), 0);
            takeEvents(to);
        }
        return any;
    }

    private void takeEvents(IkeHost host) {
        for (var event = host.pollEvent(); event.isPresent(); event = host.pollEvent()) {
            if (event.get() instanceof HostEvent.InstallChild install) {
                ChildSa child = install.child();
                child.wipe();
                installed++;
            }
        }
    }

    /** An address for documentation (RFC 5737), which never leaves this class. */
    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are no address", e);
        }
    }
}
