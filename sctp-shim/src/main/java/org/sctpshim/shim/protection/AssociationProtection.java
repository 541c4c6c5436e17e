package org.sctpshim.shim.protection;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.registry.SctpPathState;

/**
 * What channels ask of the side that owns IKE, security associations and guards.
 *
 * <p>A <em>guard</em> keeps SCTP from leaving or being accepted in clear: between the named ends, and between the local
 * end's port and anyone else, since a peer can name further addresses in its INIT or INIT ACK, to which the kernel sends
 * at once. Guards on peers outlive what they guard: neither {@link #release} nor {@link #close()} opens a peer to clear
 * SCTP again.
 *
 * <p>Every result of {@link #protect} and {@link #claim} is one <em>claim</em> on an association. Claims may overlap, as
 * when a channel reconnects between the same ends before its former association has left the kernel; an association
 * stays protected until its last claim is released.
 *
 * <p>Any thread may call any method at any time. Methods that throw {@code IOException} say in one clear sentence what
 * is wrong and, where there is something to do, what to do.
 */
public interface AssociationProtection extends Closeable {
    /**
     * Protects all paths between two ends before an association is set up between them: guards first, then IKE with the
     * peer, then the SAs of every pair of a local and a remote address. Returns once every path that can be protected
     * is; a path to a remote address that does not answer is no failure as long as another one is protected.
     *
     * @param timeout longest wait, positive
     * @throws IOException if the peer is unknown, refuses authentication or one of our addresses, or no path was
     *     protected in time; the guards stay
     * @throws java.io.InterruptedIOException if the thread was interrupted; the interrupt status is then set
     */
    ProtectedAssociation protect(LocalEnd local, RemoteEnd remote, Duration timeout) throws IOException;

    /**
     * Guards a listening end, and lets peers that authenticate have paths to it on their own initiative. Called again
     * for a port already guarded, it guards the new set of addresses in place of the former; an address dropped that way
     * stays guarded.
     *
     * @throws IOException if the guards could not be put in place: nothing may listen then
     */
    void listen(LocalEnd local) throws IOException;

    /** Says that nothing listens at this end any more: no new paths to it are granted, those in use stay. */
    void stopListening(LocalEnd local);

    /**
     * Claims the protection of an association that is set up, for the channel that was accepted or has connected.
     *
     * <p>Present only if every remote address of it belongs to the authenticated peer of <em>one</em> IKE SA: paths
     * between it and every local address are protected for these ports, or it is authorised and guarded and merely does
     * not answer at the moment. One address outside the peer's list, and the association is not to be used.
     */
    Optional<ProtectedAssociation> claim(AssociationEnds ends);

    /**
     * Tells what SCTP thinks of a path. A hint: it may start a check of the path or the choice of another for IKE, and
     * never changes what is allowed.
     *
     * @param remote the path's remote address and the association's remote port
     */
    void pathHint(LocalEnd local, InetSocketAddress remote, SctpPathState state);

    /**
     * Gives up one claim. Called only once the association has left the kernel, or was never set up, so that even the
     * last packet of its shutdown was protected. The claim must be one that {@link #protect} or {@link #claim} returned
     * and that was not released before.
     */
    void release(ProtectedAssociation claim);

    /**
     * Judges again whether peers may still be trusted, since revocation lists were renewed; those that may not lose their
     * SAs. Does nothing where peers show no certificates.
     */
    default void judgePeersAgain() {
        // Nobody showed a certificate.
    }

    /** Ends all protection: SAs go, guards stay. */
    @Override
    void close() throws IOException;
}
