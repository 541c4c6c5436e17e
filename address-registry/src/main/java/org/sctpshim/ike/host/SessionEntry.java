package org.sctpshim.ike.host;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.auth.CertifiedPeer;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.session.IkeSession;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.PeerClaim;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SpiPair;

/** A session of this host and the peer it belongs to, which a responder learns by authentication only. */
final class SessionEntry {
    @Nullable
    PeerId peer;

    /** Who the peer proved to be, in its own spelling. */
    @Nullable
    PeerEntry identified;

    /** What the peer's certificate says, where it authenticated by one. */
    Optional<CertifiedPeer> certificate = Optional.empty();

    /** Since when its peer is authenticated. */
    long authenticatedNs;

    /** The UDP end points that were last told of each Child SA whose ESP goes within UDP. */
    final Map<SpiPair, UdpEndpoints> encapsulated = new LinkedHashMap<>();

    /** Where its ESP came from, if that is elsewhere than IKE was told. */
    @Nullable
    EspSeen espSeen;

    /** The one that took its place. */
    @Nullable
    SessionEntry heir;

    /** What the peer claimed over it; null before it is authenticated. */
    @Nullable
    Standing standing;

    /** Whether it says that there is no other IKE SA with the peer, so that all others are given up for it. */
    boolean assertsInitialContact;

    /** The pair that it is initiated over, where each pair has an IKE SA of its own. */
    @Nullable
    AddressPair only;

    /** The one that this host authenticates anew with, while that is being done. */
    @Nullable
    SessionEntry successor;

    /** The one whose place it takes when it has all its Child SAs. */
    @Nullable
    SessionEntry predecessor;

    /** The predecessor's Child SAs that are to be made anew under this one. */
    final Set<SpiPair> askedAnew = new HashSet<>();

    /** The predecessor's Child SAs whose place another one has. */
    final Set<SpiPair> madeAnew = new HashSet<>();

    /** When another IKE SA may be tried beside this one again. */
    long nextAttemptNs = Long.MIN_VALUE;

    /** The request that a responder's session began with. */
    final @Nullable Bytes firstRequest;

    /** Where a responder's session was initiated from. */
    final @Nullable InetAddress initiatedFrom;

    /** Whether the initiator of a responder's session showed that it is there. */
    final boolean showedCookie;

    /**
     * What an authenticated peer said over an IKE SA.
     *
     * @param claim what it claims of its addresses, in IKE_AUTH and since
     * @param inForce what policy comes to with the certificate that it authenticated by
     */
    record Standing(PeerClaim claim, AddressPolicy inForce) {
        Standing with(PeerClaim other) {
            return new Standing(other, inForce);
        }
    }

    private @Nullable IkeSession session;
    private Consumer<SessionEntry> onUse = entry -> {};

    private SessionEntry(
            @Nullable PeerId peer,
            @Nullable Bytes firstRequest,
            @Nullable InetAddress initiatedFrom,
            boolean showedCookie) {
        this.peer = peer;
        this.firstRequest = firstRequest;
        this.initiatedFrom = initiatedFrom;
        this.showedCookie = showedCookie;
    }

    /** Of the first IKE SA with a peer, or of one that is tried because all others are silent. */
    static SessionEntry initiator(PeerId peer) {
        SessionEntry entry = new SessionEntry(peer, null, null, false);
        entry.assertsInitialContact = true;
        return entry;
    }

    /** Of one beside others with the peer. */
    static SessionEntry further(PeerId peer) {
        return new SessionEntry(peer, null, null, false);
    }

    /** Of an IKE SA that may take the place of another one of the peer. */
    static SessionEntry successor(SessionEntry old, IkeSession session) {
        SessionEntry entry = new SessionEntry(old.peer, null, null, false);
        entry.certificate = old.certificate;
        entry.authenticatedNs = old.authenticatedNs;
        entry.espSeen = old.espSeen;
        entry.set(session);
        return entry;
    }

    static SessionEntry responder(IkeDatagram firstRequest, boolean showedCookie) {
        return new SessionEntry(
                null,
                firstRequest.content(),
                firstRequest.endpoints().addresses().remote(),
                showedCookie);
    }

    /** Whether it is established, and no other has its place. */
    boolean stands() {
        return standing != null && heir == null && !view().isClosed();
    }

    /** The pair that it runs over, once the peer is authenticated. */
    Optional<AddressPair> pair() {
        return Optional.ofNullable(standing).map(known -> known.claim().current());
    }

    /** The session, to do something with it: it is looked at afterwards for what it has to tell and to send. */
    IkeSession session() {
        onUse.accept(this);
        return view();
    }

    /** The session, to be read only; it is there from before anybody else sees the entry. */
    IkeSession view() {
        if (session == null) {
            throw new IllegalStateException("the session is being made");
        }
        return session;
    }

    /** Says who wants to know of each {@link #session()}. */
    void onUse(Consumer<SessionEntry> listener) {
        onUse = listener;
    }

    void set(IkeSession made) {
        session = made;
    }
}
