package org.sctpshim.registry;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of one authenticated peer and the evidence for each. Empty while there is no IKE SA: evidence never
 * outlives the authentication that it came with (RFC 4555 section 5.2).
 */
final class PeerAddresses {
    /**
     * The most addresses of a peer that are considered; those beyond are ignored (RFC 4555 section 5.3). An SCTP end
     * with more is not known; strongSwan lists at most 8.
     */
    static final int MAX_ADDRESSES = 16;

    private AddressPolicy configured;

    private final IkeSaPerPair perPair;

    /** The configured policy, or what it comes to with the certificate that the peer authenticated by. */
    private AddressPolicy policy;

    private @Nullable PeerClaim claim;
    private @Nullable AddressPair current;
    private NatFinding nats = NatFinding.UNKNOWN;
    private final Set<InetAddress> listed = new LinkedHashSet<>();
    private final Set<InetAddress> wanted = new LinkedHashSet<>();
    private final Set<InetAddress> asked = new LinkedHashSet<>();
    private final Set<AddressPair> shown = new LinkedHashSet<>();
    /** The pairs of further IKE SAs with the peer. */
    private final Set<AddressPair> further = new LinkedHashSet<>();

    private final Map<InetAddress, AuthorisationRule.Verdict> verdicts = new LinkedHashMap<>();

    PeerAddresses(AddressPolicy policy, IkeSaPerPair perPair) {
        this.configured = policy;
        this.perPair = perPair;
        this.policy = policy;
    }

    AddressPolicy configured() {
        return configured;
    }

    /** Other terms from now on; what they come to with the certificate in force. */
    void reconfigure(AddressPolicy newlyConfigured, AddressPolicy inForce) {
        configured = newlyConfigured;
        policy = inForce;
    }

    void established(PeerClaim newClaim, AddressPolicy inForce) {
        forget();
        policy = inForce;
        claim = newClaim;
        current = newClaim.current();
        replaceList(newClaim.listed(), newClaim.nats());
        shown.add(newClaim.current());
    }

    /** Another IKE SA speaks for the peer now; nothing was lost between, so that what was shown still counts. */
    void continued(PeerClaim newClaim, AddressPolicy inForce) {
        policy = inForce;
        claim = newClaim;
        current = newClaim.current();
        shown.add(newClaim.current());
        replaceList(newClaim.listed(), newClaim.nats());
    }

    /** These are the pairs of all further IKE SAs; the peer authenticated itself over each. */
    void further(Collection<AddressPair> pairs) {
        further.clear();
        further.addAll(pairs);
        shown.addAll(pairs);
        forgetProofsOfOthers();
    }

    /** Whether an IKE SA with the peer runs over the pair. */
    boolean hasIkeSaOver(AddressPair pair) {
        return pair.equals(current) || further.contains(pair);
    }

    /** Whether each pair is to have an IKE SA of its own. */
    boolean oneIkeSaPerPair() {
        return isEstablished()
                && switch (perPair) {
                    case NEVER -> false;
                    case PREFERRED -> !extensionInForce();
                    case REQUIRED -> true;
                };
    }

    /** The addresses of the peer that paths of this host's associations lead to. */
    Set<InetAddress> destinations() {
        Set<InetAddress> all = new LinkedHashSet<>();
        if (oneIkeSaPerPair()) {
            candidates().stream().filter(this::isAuthorised).forEach(all::add);
            wanted.stream().filter(policy::permits).forEach(all::add);
        } else {
            candidates().stream().filter(this::isAuthorised).forEach(all::add);
        }
        return all;
    }

    void replaceList(List<InetAddress> addresses, NatFinding found) {
        nats = found;
        listed.clear();
        addresses.stream().limit(MAX_ADDRESSES).forEach(listed::add);
        forgetProofsOfOthers();
    }

    /** A NAT that is seen makes the list worthless; one that is not seen any more does not make it true. */
    void found(NatFinding finding) {
        if (finding == NatFinding.DETECTED) {
            nats = finding;
        }
    }

    /**
     * Whether an SA between the two addresses makes sense. Behind a NAT either end knows of the other only the address in
     * the IKE SA's headers (RFC 7296 section 2.23.1), and those that policy vouches for: a pair of others than the IKE
     * SA's, on the way between which no NAT is then.
     */
    boolean mayPair(AddressPair pair) {
        if (nats != NatFinding.DETECTED || hasIkeSaOver(pair)) {
            return true;
        }
        boolean apart = current != null
                && !current.local().equals(pair.local())
                && !current.remote().equals(pair.remote());
        return apart && policy.vouchesFor(pair.remote());
    }

    /** The peer asks for an SA with an address that it need not list, since policy vouches for it. */
    void asked(InetAddress address) {
        if (policy.vouchesFor(address) && asked.size() < MAX_ADDRESSES) {
            asked.add(address);
        }
    }

    /** An address that local configuration names for an association; it counts only where policy vouches for it. */
    void want(Collection<InetAddress> addresses) {
        addresses.stream().limit(MAX_ADDRESSES).forEach(wanted::add);
    }

    /** The IKE SA moved; that alone proves nothing of the pair (RFC 4555 section 3.7). */
    void moved(AddressPair pair) {
        current = pair;
        forgetProofsOfOthers();
    }

    /** Takes note of a proof; one that comes after the peer left the address is worth nothing. */
    void shown(AddressPair pair) {
        shown.add(pair);
        forgetProofsOfOthers();
    }

    /** An address that the peer has left may be somebody else's when it is listed again. */
    private void forgetProofsOfOthers() {
        Set<InetAddress> candidates = candidates();
        shown.removeIf(pair -> !candidates.contains(pair.remote()));
    }

    void forget() {
        policy = configured;
        claim = null;
        current = null;
        listed.clear();
        asked.clear();
        shown.clear();
        further.clear();
    }

    boolean isEstablished() {
        return claim != null;
    }

    boolean announcesExtension() {
        return claim != null && claim.announcesExtension();
    }

    boolean mobike() {
        return claim != null && claim.mobike();
    }

    @Nullable
    AddressPair current() {
        return current;
    }

    boolean permits(InetAddress address) {
        return policy.permits(address);
    }

    boolean lists(InetAddress address) {
        return listed.contains(address);
    }

    /** Every address that there is some ground to consider, the current one first. */
    Set<InetAddress> candidates() {
        Set<InetAddress> all = new LinkedHashSet<>();
        if (current != null) {
            if (isAtCurrent()) {
                all.add(current.remote());
            }
            further.forEach(pair -> all.add(pair.remote()));
            all.addAll(listed);
            wanted.stream().filter(policy::vouchesFor).forEach(all::add);
            all.addAll(asked);
        }
        return all;
    }

    /**
     * Whether the peer still is at the address that the IKE SA uses. A peer that follows the extension lists all its
     * addresses; one that it does not list it has left (RFC 4555 section 5.2). Behind a NAT it cannot know the address
     * that it is seen at, and its list says nothing of it.
     */
    private boolean isAtCurrent() {
        boolean lists = claim != null && claim.announcesExtension() && nats != NatFinding.DETECTED && !listed.isEmpty();
        return current != null && (!lists || listed.contains(current.remote()));
    }

    boolean isShown(AddressPair pair) {
        return shown.contains(pair);
    }

    boolean isReachable(InetAddress address) {
        // A peer without MOBIKE cannot answer COOKIE2; an address that policy vouches for is then taken as it is
        // (RFC 4555 section 3.7: the check may be omitted where the address is vouched for otherwise).
        return shown.stream().anyMatch(pair -> pair.remote().equals(address))
                || (policy.vouchesFor(address) && !(mobike() && policy.terms().vouchedNeedReachability()));
    }

    /** Whether the relaxed rule is in force: the peer follows the extension, or policy says that it does. */
    private boolean extensionInForce() {
        return mobike()
                && switch (policy.listed()) {
                    case NEVER -> false;
                    case ANNOUNCED -> announcesExtension();
                    case ALWAYS -> true;
                };
    }

    /**
     * Whether packets may be sent to the address to see if the peer is there. Not to one that only a strict peer
     * listed that initiated the IKE SA: RFC 4555 section 3.4 leaves its list unused until this host's own addresses
     * change.
     */
    boolean mayBeTested(InetAddress address) {
        boolean onlyListed = !policy.vouchesFor(address)
                && (current == null || !current.remote().equals(address));
        boolean strictInitiator = claim != null && !claim.initiatedHere() && !extensionInForce();
        return permits(address) && !(onlyListed && strictInitiator) && !oneIkeSaPerPair();
    }

    /** Every address that this host may use to tell the peer of its own addresses (RFC 4555 section 3.6). */
    List<InetAddress> forTellingOfChanges() {
        return candidates().stream().filter(this::permits).toList();
    }

    AuthorisationRule.Verdict evaluate(InetAddress address, Predicate<InetAddress> heldByOther) {
        PeerClaim known = claim;
        if (known == null || current == null) {
            return AuthorisationRule.Verdict.NOT_CLAIMED;
        }
        return AuthorisationRule.apply(new AddressEvidence(
                policy.permits(address),
                policy.vouchesFor(address),
                isSpokenFrom(address),
                listed.contains(address),
                extensionInForce(),
                nats.atLeast(policy.terms().leastNatFinding()),
                isReachable(address),
                heldByOther.test(address)));
    }

    private boolean isSpokenFrom(InetAddress address) {
        return (current != null && current.remote().equals(address) && isAtCurrent())
                || further.stream().anyMatch(pair -> pair.remote().equals(address));
    }

    /** The verdict as it was last taken note of; candidates without one yet are not claimed. */
    AuthorisationRule.Verdict verdict(InetAddress address) {
        return verdicts.getOrDefault(address, AuthorisationRule.Verdict.NOT_CLAIMED);
    }

    /** Takes note of a verdict and returns the one before. */
    AuthorisationRule.Verdict note(InetAddress address, AuthorisationRule.Verdict verdict) {
        AuthorisationRule.Verdict before = verdict(address);
        if (verdict == AuthorisationRule.Verdict.NOT_CLAIMED) {
            verdicts.remove(address);
        } else {
            verdicts.put(address, verdict);
        }
        return before;
    }

    /** The addresses for which a verdict was taken note of. */
    List<InetAddress> noted() {
        return new ArrayList<>(verdicts.keySet());
    }

    boolean isAuthorised(InetAddress address) {
        return verdict(address) == AuthorisationRule.Verdict.AUTHORISED;
    }

    AddressState state(InetAddress address) {
        if (isAuthorised(address)) {
            return AddressState.AUTHORISED;
        }
        return isReachable(address) ? AddressState.REACHABLE : AddressState.CLAIMED;
    }
}
