package org.sctpshim.registry;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the registry keeps of one configured peer. */
final class PeerRecord {
    private static final long FIRST_RETRY_NS = 250_000_000L;
    private static final long LAST_RETRY_NS = 8_000_000_000L;
    private static final long LIVENESS_HINT_INTERVAL_NS = 1_000_000_000L;

    /** Where the IKE SA with the peer stands. */
    enum Contact {
        NONE,
        ESTABLISHING,
        ESTABLISHED
    }

    final PeerId id;
    final PeerAddresses addresses;
    final ReachabilityProofs proofs = new ReachabilityProofs();
    final Backoff contactBackoff = new Backoff(FIRST_RETRY_NS, LAST_RETRY_NS);
    Contact contact = Contact.NONE;
    /** What this host last advertised to the peer. */
    List<InetAddress> advertised = List.of();

    /** The pairs over which an IKE SA of their own is being established. */
    final Set<AddressPair> pairsUnderWay = new LinkedHashSet<>();

    PeerRecord(PeerId id, AddressPolicy policy, IkeSaPerPair perPair) {
        this.id = id;
        this.addresses = new PeerAddresses(policy, perPair);
    }

    private long testedNotBeforeNs = Long.MIN_VALUE;

    /** Whether a hint may have the IKE SA's pair tested now; it may once a second. */
    boolean mayTestLiveness(long nowNs) {
        boolean may = nowNs >= testedNotBeforeNs;
        if (may) {
            testedNotBeforeNs = nowNs + LIVENESS_HINT_INTERVAL_NS;
        }
        return may;
    }

    /** The addresses of this host that the peer has checked by COOKIE2. */
    final Set<InetAddress> checkedLocals = new LinkedHashSet<>();

    boolean isEstablished() {
        return contact == Contact.ESTABLISHED;
    }

    /** Whether the peer is about to check this address of ours by COOKIE2, as those that follow the extension do. */
    boolean willCheck(InetAddress local) {
        AddressPair current = addresses.current();
        boolean inUse = current != null && current.local().equals(local);
        return addresses.announcesExtension() && !inUse && !checkedLocals.contains(local);
    }
}
