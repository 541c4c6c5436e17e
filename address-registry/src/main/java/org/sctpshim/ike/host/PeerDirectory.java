package org.sctpshim.ike.host;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.auth.CanonicalIdentity;
import org.sctpshim.ike.auth.CertificateRequests;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.AddressRangeUnion;
import org.sctpshim.registry.PeerId;

/**
 * The Peer Authorization Database (RFC 4301 section 4.4.3): the configured entries in their order, and the peers that
 * there are by them. How long a look-up takes depends on the number of groups only.
 */
final class PeerDirectory {
    private record Placed(int place, HostPeer peer) {}

    private record PlacedGroup(int place, GroupMembers members) {}

    private final Map<PeerId, HostPeer> byId = new LinkedHashMap<>();
    private final Map<CanonicalIdentity, Placed> byIdentity = new LinkedHashMap<>();
    private final List<PlacedGroup> groups = new ArrayList<>();
    private final CertificateRequests certificateRequests;
    private final boolean postquantumKeys;
    private AddressRangeUnion permitted;

    /** A directory of these entries, which {@link PadOrder} found to be in order. */
    PeerDirectory(List<PadEntry> entries) {
        for (PadEntry entry : entries) {
            int place = byIdentity.size() + groups.size();
            if (entry instanceof HostPeer peer) {
                byId.put(peer.id(), peer);
                byIdentity.put(CanonicalIdentity.of(peer.entry().identification()), new Placed(place, peer));
            } else {
                groups.add(new PlacedGroup(place, new GroupMembers((PeerGroup) entry)));
            }
        }
        certificateRequests = CertificateRequests.of(
                entries.stream().map(PadEntry::authentication).toList());
        postquantumKeys =
                entries.stream().anyMatch(entry -> entry.postquantumKey().isPresent());
        permitted = AddressRangeUnion.of(entries.stream()
                .flatMap(entry -> entry.policy().permitted().stream())
                .toList());
    }

    /** What is asked of whoever comes. */
    CertificateRequests certificateRequests() {
        return certificateRequests;
    }

    /** Whether some peer has a postquantum pre-shared key. */
    boolean havePostquantumKeys() {
        return postquantumKeys;
    }

    /** Whether some entry permits the address, so that a stranger there may be answered at all. */
    boolean permitsForSome(InetAddress address) {
        return permitted.contains(address);
    }

    /** Changes the policy for a configured peer. */
    void reconfigure(PeerId id, AddressPolicy policy) {
        HostPeer before = existing(id);
        if (membersWith(id) != null) {
            throw new IllegalArgumentException("\"" + id + "\" has the policy of its group");
        }
        HostPeer after = before.with(policy);
        byId.put(id, after);
        byIdentity.computeIfPresent(
                CanonicalIdentity.of(before.entry().identification()),
                (identity, placed) -> new Placed(placed.place, after));
        permitted = AddressRangeUnion.of(
                Stream.concat(byId.values().stream(), groups.stream().map(each -> each.members.group()))
                        .flatMap(entry -> entry.policy().permitted().stream())
                        .toList());
    }

    HostPeer existing(PeerId id) {
        HostPeer peer = byId.get(id);
        if (peer == null) {
            boolean isGroup =
                    groups.stream().anyMatch(each -> each.members.group().id().equals(id));
            throw new IllegalArgumentException(
                    isGroup
                            ? "\"" + id + "\" is an entry for many peers: it waits for them to come"
                            : "unknown peer \"" + id + "\": add it to the configuration first");
        }
        return peer;
    }

    Optional<HostPeer> find(PeerId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Every peer: the configured ones, and those of groups that are there. */
    Collection<HostPeer> all() {
        return byId.values();
    }

    /** What the first entry that is for somebody who calls itself so asks of it. */
    Optional<PeerEntry> find(Identification claimed) {
        Placed single = byIdentity.get(CanonicalIdentity.of(claimed));
        int before = single == null ? Integer.MAX_VALUE : single.place;
        for (PlacedGroup each : groups) {
            if (each.place > before) {
                break;
            }
            if (each.members.group().isFor(claimed)) {
                return each.members.claimant(claimed);
            }
        }
        return Optional.ofNullable(single).map(found -> found.peer.entry().as(claimed));
    }

    /** Why a peer that proved who it is cannot be let in, where its group has as many as it may have. */
    Optional<String> overLimit(PeerId peer) {
        GroupMembers members = membersWith(peer);
        return members == null ? Optional.empty() : members.overLimit(peer);
    }

    /**
     * Takes in a peer that proved who it is.
     *
     * @return the peer, where it was not there before
     */
    Optional<HostPeer> admit(PeerEntry peer) {
        GroupMembers members = membersWith(peer.id());
        if (members == null || byId.containsKey(peer.id())) {
            return Optional.empty();
        }
        HostPeer admitted = members.admit(peer);
        byId.put(peer.id(), admitted);
        return Optional.of(admitted);
    }

    /**
     * Forgets a peer of a group; configured ones stay.
     *
     * @return whether it was one of a group
     */
    boolean forget(PeerId peer) {
        GroupMembers members = membersWith(peer);
        if (members == null || byId.remove(peer) == null) {
            return false;
        }
        members.remove(peer);
        return true;
    }

    private @Nullable GroupMembers membersWith(PeerId peer) {
        for (PlacedGroup each : groups) {
            if (each.members.group().couldBeMember(peer)) {
                return each.members;
            }
        }
        return null;
    }
}
