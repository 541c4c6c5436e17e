package org.sctpshim.esp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.aead.AeadProvider;

/**
 * Seals and opens packets under the SAs that were installed. The contract:
 *
 * <ul>
 *   <li>{@link #seal} is called by one thread, {@link #open} by one thread; the two may be different threads. Neither
 *       takes a lock, allocates (the cipher provider apart), throws or logs for anything a packet holds.
 *   <li>Installing, removing, polling events and reading counters may be done by any thread, at any time. A burst sees an
 *       SA from the first call that starts after its installation returned. After removal no new burst finds it, and its
 *       key is wiped, at the latest when the burst being worked on ends.
 *   <li>Time is the caller's {@code nowNs}, any origin, never running backwards; the same clock for all calls.
 * </ul>
 */
public final class EspEngine {

    private final SaEvents events = new SaEvents();
    private final SecurityAssociationDatabase database;
    private final Sealer sealer;
    private final Opener opener;

    /** An engine over a cipher provider. It refuses algorithms that do not encrypt. */
    public EspEngine(AeadProvider provider) {
        this(provider, false);
    }

    private EspEngine(AeadProvider provider, boolean clearAllowed) {
        this.database = new SecurityAssociationDatabase(provider, clearAllowed, events);
        this.sealer = new Sealer(database, provider.worker(), events);
        this.opener = new Opener(database, provider.worker(), events);
    }

    /**
     * An engine that also takes algorithms that authenticate without encrypting. For analysis in a laboratory: whatever an
     * SA of such an algorithm sends can be read by everybody on its way.
     */
    public static EspEngine insecureAllowingClearPackets(AeadProvider provider) {
        return new EspEngine(provider, true);
    }

    /**
     * Installs an SA that seals, and wipes its key material. From now on it is the one used for its path (addresses and
     * port selector), in place of the one before, which stays installed but idle until removed; if the newer one is removed
     * first, the older is used again.
     *
     * @throws IllegalArgumentException if this path has an SA with this SPI already, or the key is in use already (a key
     *     in two SAs would repeat GCM nonces), or the algorithm does not encrypt
     * @throws IllegalStateException if the key material was wiped
     */
    public OutboundSa installOutbound(SaParameters parameters, long nowNs) {
        return database.installOutbound(parameters, nowNs);
    }

    /**
     * Installs an SA that opens, and wipes its key material. SAs for the same path work side by side until removed.
     *
     * @throws IllegalArgumentException if the SPI is in use, or the key is in use already, or the algorithm does not
     *     encrypt
     * @throws IllegalStateException if the key material was wiped
     */
    public InboundSa installInbound(SaParameters parameters, long nowNs) {
        return database.installInbound(parameters, nowNs);
    }

    /** Removes an SA and wipes its key. Removing twice is harmless. */
    public void removeOutbound(OutboundSa sa) {
        database.removeOutbound(sa);
    }

    /** Removes an SA and wipes its key. Removing twice is harmless. */
    public void removeInbound(InboundSa sa) {
        database.removeInbound(sa);
    }

    /**
     * Has an SA's ESP go within UDP, or by itself, from the next burst on; nothing else of the SA changes. Within UDP its
     * packets are known by their SPI alone, and get the selectors' addresses again however a NAT has changed them.
     */
    public void encapsulate(SecurityAssociation sa, boolean withinUdp) {
        sa.encapsulated = withinUdp;
    }

    /**
     * Seals every packet of a burst. A slot holds a whole clear IP packet with SCTP inside, as the kernel wrote it to a TUN
     * device. Afterwards, where the verdict is {@link Verdict#SEALED}, it holds the same packet with ESP between IP header
     * and payload, and {@link PacketBurst#espOffset} says where ESP starts; the SCTP checksum is as it was. Every other
     * verdict means: do not send.
     */
    public void seal(PacketBurst burst, long nowNs) {
        sealer.seal(burst, nowNs);
    }

    /**
     * Opens every packet of a burst. A slot holds an IP packet with ESP inside, or bare ESP with addresses given. ESP that
     * came within UDP is opened under any SA, and any ESP under an SA that is encapsulated (RFC 7296 section 2.23). Where the
     * verdict is {@link Verdict#OPENED} it holds the clear IP packet afterwards, which came from the SA's peer and is
     * covered by its selectors (RFC 4301 section 5.2). Every other verdict means: do not deliver.
     */
    public void open(PacketBurst burst, long nowNs) {
        opener.open(burst, nowNs);
    }

    /**
     * The next event, or null. Also finds SAs whose time has come though no packet passes, so a caller that polls once a
     * second misses nothing.
     */
    public @Nullable SaEvent pollEvent(long nowNs) {
        database.reviewLifetimes(nowNs);
        return events.poll();
    }

    /** How many packets got this verdict so far, in both directions. */
    public long count(Verdict verdict) {
        return sealer.counters.count(verdict) + opener.counters.count(verdict);
    }

    /** The SAs that seal, oldest first, the idle ones included. */
    public List<OutboundSa> outbound() {
        return database.outbound();
    }

    /** The SAs that open, oldest first. */
    public List<InboundSa> inbound() {
        return database.inbound();
    }
}
