package org.sctpshim.ike.host;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.crypto.IkeSaKeys;
import org.sctpshim.ike.exchange.SessionHost;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.PeerClaim;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SelectorDecision;

/** The host as one of its sessions sees it. */
final class SessionView implements SessionHost {
    private final IkeHost host;
    private final SessionEntry entry;

    SessionView(IkeHost host, SessionEntry entry) {
        this.host = host;
        this.entry = entry;
    }

    @Override
    public Optional<PeerEntry> peer(Identification claimed) {
        return host.peers().find(claimed);
    }

    @Override
    public boolean admits(PeerId peer) {
        return host.admits(entry, peer);
    }

    @Override
    public void authenticated(PeerId peer, PeerClaim claim) {
        host.authenticated(entry, peer, claim);
    }

    @Override
    public Optional<PathId> firstPath(PeerId peer, AddressPair pair) {
        return host.registry().firstPath(peer, pair);
    }

    @Override
    public List<InetAddress> advertisedTo(PeerId peer) {
        return host.registry().advertisedTo(peer);
    }

    @Override
    public SelectorDecision decide(PeerId peer, PathId path) {
        return host.registry().decide(peer, path);
    }

    @Override
    public boolean isAcceptable(PeerId peer, AddressPair pair) {
        return host.registry().isAcceptable(peer, pair);
    }

    @Override
    public List<AddressPair> pairsWith(PeerId peer) {
        return host.pairsWith(peer);
    }

    @Override
    public void insecureLogKeys(IkeSaKeys keys) {
        host.keyLog().ikeSa(keys);
    }

    @Override
    public void dropped(DropReason reason) {
        host.dropCounters().count(reason);
    }

    @Override
    public int newSpi() {
        return host.espSpis().fresh();
    }
}
