package org.sctpshim.ike.session;

import java.util.List;
import java.util.function.Consumer;
import org.sctpshim.ike.auth.Credentials;
import org.sctpshim.ike.crypto.ChildProposal;
import org.sctpshim.ike.crypto.IkeProposal;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.sa.NatTraversal;
import org.sctpshim.ike.wire.Identification;

/**
 * What local configuration says of every IKE SA of a host.
 *
 * @param identification what this host calls itself
 * @param profile what algorithms are offered and accepted
 * @param initiator how patient this host is as an initiator
 * @param responder how patient this host is as a responder
 * @param handshakePatienceNs how long IKE_SA_INIT and IKE_AUTH may each take
 * @param livenessIntervalNs after how long without a message from the peer it is asked whether it is there
 * @param window how many requests of the peer may be open at once (SET_WINDOW_SIZE, RFC 7296 section 2.3)
 * @param natTraversal whether NATs may be between this host and its peers
 * @param announceExtension whether the transport-mode extension is announced by its vendor id
 * @param credentials what this host proves itself with towards peers that are to see a certificate
 * @param fragmentation how long messages are cut into fragments
 * @param lifetimes how long SAs live
 */
public record SessionParameters(
        Identification identification,
        SecurityProfile profile,
        Retransmission initiator,
        Retransmission responder,
        long handshakePatienceNs,
        long livenessIntervalNs,
        int window,
        NatTraversal natTraversal,
        boolean announceExtension,
        Credentials credentials,
        Fragmentation fragmentation,
        Lifetimes lifetimes) {
    /** A window that lets the further paths of four addresses a side be negotiated and checked at once. */
    public static final int DEFAULT_WINDOW = 16;

    private static final long DEFAULT_HANDSHAKE_NS = 10_000_000_000L;
    private static final long DEFAULT_LIVENESS_NS = 10_000_000_000L;

    public SessionParameters {
        if (window < 1) {
            throw new IllegalArgumentException("a session needs a window");
        }
    }

    /** The defaults for a host of this name. */
    public static SessionParameters defaults(Identification identification) {
        return new SessionParameters(
                identification,
                SecurityProfile.MODERN,
                Retransmission.ofInitiator(),
                Retransmission.ofResponder(),
                DEFAULT_HANDSHAKE_NS,
                DEFAULT_LIVENESS_NS,
                DEFAULT_WINDOW,
                NatTraversal.FORBID,
                true,
                Credentials.NONE,
                Fragmentation.DEFAULT,
                Lifetimes.DEFAULT);
    }

    /** What is offered and accepted for IKE SAs, best first. */
    public List<IkeProposal> ikeProposals() {
        return profile.ikeProposals();
    }

    /** What is offered and accepted for an IKE SA that replaces another, best first: each with one key exchange. */
    public List<IkeProposal> rekeyedIkeProposals() {
        return profile.rekeyedIkeProposals();
    }

    /** What is offered and accepted for Child SAs without a key exchange of their own, best first. */
    public List<ChildProposal> childProposals() {
        return profile.childProposals();
    }

    /** The same under another name. */
    public SessionParameters as(Identification other) {
        return changed(draft -> draft.identification = other);
    }

    /** The same with other algorithms. */
    public SessionParameters with(SecurityProfile other) {
        return changed(draft -> draft.profile = other);
    }

    /** The same with another word on NATs. */
    public SessionParameters with(NatTraversal other) {
        return changed(draft -> draft.natTraversal = other);
    }

    /** The same with other certificates of this host. */
    public SessionParameters with(Credentials other) {
        return changed(draft -> draft.credentials = other);
    }

    /** The same with other lifetimes. */
    public SessionParameters with(Lifetimes other) {
        return changed(draft -> draft.lifetimes = other);
    }

    private SessionParameters changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.parameters();
    }

    /** A copy while it is changed: the one place that names every component. */
    private static final class Draft {
        private final SessionParameters origin;
        private Identification identification;
        private SecurityProfile profile;
        private NatTraversal natTraversal;
        private Credentials credentials;
        private Lifetimes lifetimes;

        Draft(SessionParameters origin) {
            this.origin = origin;
            this.identification = origin.identification;
            this.profile = origin.profile;
            this.natTraversal = origin.natTraversal;
            this.credentials = origin.credentials;
            this.lifetimes = origin.lifetimes;
        }

        SessionParameters parameters() {
            return new SessionParameters(
                    identification,
                    profile,
                    origin.initiator,
                    origin.responder,
                    origin.handshakePatienceNs,
                    origin.livenessIntervalNs,
                    origin.window,
                    natTraversal,
                    origin.announceExtension,
                    credentials,
                    origin.fragmentation,
                    lifetimes);
        }
    }
}
