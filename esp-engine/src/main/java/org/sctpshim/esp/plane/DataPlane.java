package org.sctpshim.esp.plane;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import org.sctpshim.esp.SaParameters;
import org.sctpshim.esp.UdpEncapsulation;
import org.sctpshim.esp.aead.AeadProvider;

/**
 * Moves the SCTP packets of guarded hosts, sealed and only sealed. The order of use is: guard, install SAs, connect; and
 * back: close the association, remove the SAs, release.
 *
 * <p>Fail closed: what is guarded stays guarded until it is released. Neither {@link #close}, nor an exception, nor the
 * death of the process lets a packet pass in clear. Whoever starts next guards its hosts first and then calls {@link
 * #releaseStale}.
 *
 * <p>A guard is on the remote address, whatever the local one: all SCTP between it and this network namespace, of other
 * programs too, is blocked unless it is protected. SCTP with hosts that are not guarded passes untouched.
 *
 * <p>Threads: all methods may be called from any thread; those that change something are carried out one at a time. New
 * sockets belong to the calling thread's network namespace, which must be the plane's.
 *
 * <p>Errors: an {@link IOException} names the call, the address and the kernel's reason.
 */
public interface DataPlane extends AutoCloseable {

    /** Which kind of plane is to be opened. */
    enum Kind {
        /** The kernel's ESP where it has it, else this process's. */
        AUTO,
        /** ESP by this process: {@link UserspacePlane}. */
        USERSPACE,
        /** ESP by the kernel: {@link XfrmPlane}. */
        KERNEL
    }

    /**
     * Opens a plane in the calling thread's network namespace, and logs which kind it is.
     *
     * @param kind which one
     * @param settings names and numbers
     * @param provider the cipher, where this process does ESP
     * @param listener is told of events
     * @throws IOException if another plane runs here, a privilege is missing, or the kernel refuses
     */
    static DataPlane open(Kind kind, PlaneSettings settings, AeadProvider provider, PlaneListener listener)
            throws IOException {
        boolean kernel = kind == Kind.KERNEL || (kind == Kind.AUTO && KernelEsp.isThere());
        DataPlane plane =
                kernel ? XfrmPlane.open(settings, listener) : UserspacePlane.open(settings, provider, listener);
        System.getLogger(DataPlane.class.getName()).log(Level.INFO, "ESP is done by {0}", plane);
        return plane;
    }

    /**
     * Blocks SCTP of the path's remote address in both directions, unless it is sealed. When this returns, it is so.
     * Guarding twice is harmless. A path that was guarded and failed half-way stays blocked.
     */
    void guard(PlanePath path) throws IOException;

    /**
     * Blocks SCTP to and from a port of a local address, unless it is sealed: for a listener, whose peers' addresses are
     * not known yet.
     */
    void guardListener(InetAddress local, int port) throws IOException;

    /** Removes the path's SAs; lets the remote address be reached in clear again if no other path of it is guarded. */
    void release(PlanePath path) throws IOException;

    /** Takes back {@link #guardListener}. */
    void releaseListener(InetAddress local, int port) throws IOException;

    /**
     * Unblocks what an earlier process has left blocked and this one has not guarded again. To be called once all hosts
     * that are to be protected are guarded.
     *
     * @param inUse remote addresses that the kernel still has SCTP associations with: they stay blocked. An association
     *     outlives the process that was killed, and would repeat its last packets in clear
     * @return how many kernel entries were removed
     */
    int releaseStale(Set<InetAddress> inUse) throws IOException;

    /**
     * Puts back the kernel entries of guards that another program has removed.
     *
     * @return how many were missing
     */
    int restoreGuards() throws IOException;

    /**
     * Opens a UDP port that IKE and ESP share, as installing an SA with {@link SaParameters#encapsulation} asks for (RFC
     * 3948).
     *
     * @param local an address of this machine and a port, usually 4500
     * @param receiver takes the IKE messages that come to it
     * @throws IOException also if the port is taken
     */
    UdpPort openUdp(InetSocketAddress local, UdpPort.IkeReceiver receiver) throws IOException;

    /**
     * Has the ESP of a path's SAs go within UDP between these ends, or by itself, from the next packet on: a NAT has changed
     * its mapping, or has appeared or gone (RFC 7296 section 2.23, RFC 4555 sections 3.5 and 3.8). Keys, sequence numbers and
     * replay windows go on. Does nothing for a path without SAs.
     *
     * @param udp the ends as outbound packets have them
     * @throws IOException if the port is not open, or this kind of plane cannot do that to SAs that are there: then new ones
     *     are to be negotiated
     */
    void encapsulate(PlanePath path, Optional<UdpEncapsulation> udp) throws IOException;

    /**
     * Installs an SA that seals, guarding its path if it is not. The parameters' tag is the plane's own and is replaced.
     *
     * @throws IllegalArgumentException as {@link org.sctpshim.esp.EspEngine#installOutbound}
     * @throws IOException also if the source is not an address of this machine
     */
    PlaneSa installOutbound(SaParameters parameters) throws IOException;

    /** Installs an SA that opens, guarding its path if it is not. Otherwise as {@link #installOutbound}. */
    PlaneSa installInbound(SaParameters parameters) throws IOException;

    /**
     * Removes an SA. Without another outbound one its path is blocked; what comes in under a removed inbound one is
     * dropped. Removing twice is harmless.
     *
     * @throws IllegalArgumentException if another plane gave it
     */
    void remove(PlaneSa sa);

    /** What has passed and what has not, so far. */
    PlaneStatistics statistics();

    /** Stops moving packets, within a second, and wipes no guard. */
    @Override
    void close();
}
