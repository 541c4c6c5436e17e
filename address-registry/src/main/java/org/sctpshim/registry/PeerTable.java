package org.sctpshim.registry;

import java.net.InetAddress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiConsumer;

/** Every configured peer, and the rule applied across them: an address is authorised for one peer at a time. */
final class PeerTable {
    private final Map<PeerId, PeerRecord> byId = new LinkedHashMap<>();
    private final Map<InetAddress, PeerId> holders = new LinkedHashMap<>();
    private final Set<PeerId> contested = new LinkedHashSet<>();
    private final Queue<RegistryEvent> events;

    /** Whether an address has become nobody's since the contested ones were last looked at. */
    private boolean freed;

    PeerTable(Queue<RegistryEvent> events) {
        this.events = events;
    }

    void add(PeerId peer, AddressPolicy policy, IkeSaPerPair perPair) {
        if (byId.putIfAbsent(peer, new PeerRecord(peer, policy, perPair)) != null) {
            throw new IllegalArgumentException("peer " + peer + " is configured twice");
        }
    }

    /** Forgets a peer to which nothing is authorised any more. */
    void remove(PeerRecord peer) {
        byId.remove(peer.id, peer);
        contested.remove(peer.id);
        peer.addresses.noted().forEach(address -> freed |= holders.remove(address, peer.id));
    }

    PeerRecord existing(PeerId peer) {
        PeerRecord record = byId.get(peer);
        if (record == null) {
            throw new IllegalArgumentException("unknown peer \"" + peer + "\": add it to the configuration first");
        }
        return record;
    }

    Collection<PeerRecord> all() {
        return byId.values();
    }

    AuthorisationRule.Verdict evaluate(PeerRecord peer, InetAddress address) {
        return peer.addresses.evaluate(address, each -> holder(each, peer.id).isPresent());
    }

    /** The peer for which the address is authorised. */
    Optional<PeerId> holder(InetAddress address) {
        return Optional.ofNullable(holders.get(address));
    }

    /** The other peer for which the address is authorised. */
    Optional<PeerId> holder(InetAddress address, PeerId except) {
        return Optional.ofNullable(holders.get(address)).filter(holder -> !holder.equals(except));
    }

    /** The peers that were refused an address that another held and that may be free now. */
    List<PeerId> contested() {
        if (!freed) {
            return List.of();
        }
        freed = false;
        return List.copyOf(contested);
    }

    /**
     * Applies the rule to every address of a peer anew and reports what changed.
     *
     * @param unauthorised told of each address that is not authorised now, and why
     */
    void judge(PeerRecord peer, BiConsumer<InetAddress, AuthorisationRule.Verdict> unauthorised) {
        Set<InetAddress> all = new LinkedHashSet<>(peer.addresses.noted());
        all.addAll(peer.addresses.candidates());
        contested.remove(peer.id);
        for (InetAddress address : all) {
            AuthorisationRule.Verdict verdict = evaluate(peer, address);
            AuthorisationRule.Verdict before = peer.addresses.note(address, verdict);
            hold(peer, address, verdict);
            if (verdict != before) {
                report(peer, address, verdict);
            }
            if (verdict != AuthorisationRule.Verdict.AUTHORISED) {
                unauthorised.accept(address, verdict);
            }
        }
    }

    private void hold(PeerRecord peer, InetAddress address, AuthorisationRule.Verdict verdict) {
        if (verdict == AuthorisationRule.Verdict.AUTHORISED) {
            holders.put(address, peer.id);
        } else {
            freed |= holders.remove(address, peer.id);
        }
        if (verdict == AuthorisationRule.Verdict.HELD_BY_OTHER_PEER) {
            contested.add(peer.id);
        }
    }

    private void report(PeerRecord peer, InetAddress address, AuthorisationRule.Verdict verdict) {
        switch (verdict) {
            case AUTHORISED, NOT_REACHABLE_YET ->
                events.add(new RegistryEvent.AddressAdvanced(peer.id, address, peer.addresses.state(address)));
            case NOT_CLAIMED -> events.add(new RegistryEvent.AddressWithdrawn(peer.id, address));
            case HELD_BY_OTHER_PEER ->
                holder(address, peer.id)
                        .ifPresent(holder -> events.add(new RegistryEvent.AddressConflict(peer.id, address, holder)));
            default -> events.add(new RegistryEvent.AddressRefused(peer.id, address, verdict));
        }
    }
}
