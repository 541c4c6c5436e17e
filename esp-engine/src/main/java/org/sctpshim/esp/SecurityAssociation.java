package org.sctpshim.esp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.aead.AeadConstruction;
import org.sctpshim.esp.aead.AeadKey;

/**
 * One direction of one path under one key (RFC 4301 section 4.1), and the handle by which it is removed.
 *
 * <p>Threads: counts are written by the one thread that seals (or opens) and may be read by any; everything else that is
 * public does not change.
 */
public abstract sealed class SecurityAssociation implements SaTable.Keyed permits OutboundSa, InboundSa {

    private static final VarHandle PACKETS;
    private static final VarHandle BYTES;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            PACKETS = lookup.findVarHandle(SecurityAssociation.class, "packets", long.class);
            BYTES = lookup.findVarHandle(SecurityAssociation.class, "bytes", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final AddressPair addressPair;
    // The same once more: a lookup that follows a reference here is a cache miss longer.
    private final boolean ipv6;
    private final long sourceHigh;
    private final long sourceLow;
    private final long destinationHigh;
    private final long destinationLow;
    final SctpPorts ports;
    final boolean extended;
    final int salt;
    final AeadKey aeadKey;
    /** Octets of ESP before the text: header and IV. */
    final int frontBytes;
    /** What the text is a multiple of, less one. */
    final int alignmentMask;

    /** What the cipher wants the text to be a multiple of, less one. */
    final int blockMask;

    final int icvBytes;
    /** Whether the cipher takes header and IV from the packet itself (HMAC), and not from the scratch. */
    final boolean authenticatesInPlace;
    /** Whether the IV is among the additional data (GMAC). */
    final boolean authenticatesIv;

    /** The outer addresses in tunnel mode, null in transport mode. */
    final @Nullable AddressPair tunnel;

    /** Whether ESP goes within UDP, so that its addresses may be a NAT's and not the selectors'. A NAT may come and go. */
    volatile boolean encapsulated;

    /** What the trailer says that the payload is: SCTP, or in tunnel mode a whole packet of the inner family. */
    final int nextHeader;

    final LifetimeWatch lifetimes;
    private final SaParameters parameters;
    private final int spi;
    private final long installedAtNs;

    // The packet thread's own copy of what has to be reached before anything is due. It is here, and not behind two
    // references, because with many SAs every object touched is a cache miss.
    private long quietPackets;
    private long quietBytes;
    private long quietNs;

    @SuppressWarnings("UnusedVariable") // through the handle
    private long packets;

    @SuppressWarnings("UnusedVariable") // through the handle
    private long bytes;

    SecurityAssociation(SaParameters parameters, AeadKey aeadKey, int salt, long nowNs) {
        this.parameters = parameters;
        this.addressPair = parameters.addresses();
        this.ipv6 = addressPair.ipv6();
        this.sourceHigh = addressPair.sourceHigh();
        this.sourceLow = addressPair.sourceLow();
        this.destinationHigh = addressPair.destinationHigh();
        this.destinationLow = addressPair.destinationLow();
        this.ports = parameters.ports();
        this.extended = parameters.esn();
        this.aeadKey = aeadKey;
        this.salt = salt;
        this.spi = parameters.spi();
        EspAlgorithm algorithm = parameters.algorithm();
        this.frontBytes = EspLayout.HEADER_BYTES + algorithm.ivBytes();
        this.alignmentMask = algorithm.alignmentBytes() - 1;
        this.blockMask = algorithm.aead().blockBytes() - 1;
        this.icvBytes = algorithm.icvBytes();
        this.authenticatesInPlace = algorithm.integrityId() != 0;
        this.authenticatesIv = algorithm.aead().construction() == AeadConstruction.GMAC;
        this.tunnel = parameters.tunnel().map(TunnelEnds::pair).orElse(null);
        this.encapsulated = parameters.encapsulation().isPresent();
        this.nextHeader = tunnel == null ? IpHeader.SCTP : IpHeader.encapsulated(addressPair.ipv6());
        this.installedAtNs = nowNs;
        this.lifetimes = new LifetimeWatch(parameters.soft(), parameters.hard(), nowNs);
        this.quietPackets = lifetimes.next().packets();
        this.quietBytes = lifetimes.next().bytes();
        this.quietNs = lifetimes.next().timeNs();
    }

    /** The addresses of ESP packets. */
    final AddressPair outer() {
        return tunnel == null ? addressPair : tunnel;
    }

    /** What the SA was installed with; its key material is wiped. */
    public final SaParameters parameters() {
        return parameters;
    }

    /** Security parameters index. */
    public final int spi() {
        return spi;
    }

    /** The caller's own number. */
    public final long tag() {
        return parameters.tag();
    }

    /** Packets sealed, or opened and delivered. */
    public final long packets() {
        return (long) PACKETS.getOpaque(this);
    }

    /** Octets of clear IP packets sealed, or opened and delivered. */
    public final long bytes() {
        return (long) BYTES.getOpaque(this);
    }

    /** Whether ESP packets of this SA go to the packet's destination. */
    final boolean takesEspTo(IpHeader header) {
        return tunnel == null
                ? isTo(header)
                : tunnel.ipv6() == header.ipv6
                        && tunnel.destinationHigh() == header.destinationHigh
                        && tunnel.destinationLow() == header.destinationLow;
    }

    final boolean isBetween(long fromHigh, long fromLow, long toHigh, long toLow) {
        return sourceLow == fromLow && destinationLow == toLow && sourceHigh == fromHigh && destinationHigh == toHigh;
    }

    /** Whether the packet has the SA's addresses. */
    final boolean isOfAddresses(IpHeader header) {
        return ipv6 == header.ipv6
                && isBetween(header.sourceHigh, header.sourceLow, header.destinationHigh, header.destinationLow);
    }

    /** Whether the packet goes to the SA's destination. */
    final boolean isTo(IpHeader header) {
        return ipv6 == header.ipv6
                && destinationLow == header.destinationLow
                && destinationHigh == header.destinationHigh;
    }

    /** Reads a field at each end of the object, so that all of it is in the cache soon. The sum has to be used. */
    final int touch() {
        return (int) ((long) PACKETS.get(this) + sourceLow) + touchOwn();
    }

    abstract int touchOwn();

    /** Whether a further packet may be worked on at this time; raises what is due. By the packet thread only. */
    final boolean isAlive(long nowNs, SaEvents events) {
        return isAlive((long) PACKETS.get(this), (long) BYTES.get(this), nowNs, events);
    }

    /** Counts a packet, by the one thread of this direction, and raises what that makes due. */
    final void account(int packetBytes, long nowNs, SaEvents events) {
        long usedPackets = (long) PACKETS.get(this) + 1;
        long usedBytes = (long) BYTES.get(this) + packetBytes;
        PACKETS.setOpaque(this, usedPackets);
        BYTES.setOpaque(this, usedBytes);
        isAlive(usedPackets, usedBytes, nowNs, events);
    }

    /** Raises what is due at this time though no packet passes. By any thread. */
    final void reviewLifetime(long nowNs, SaEvents events) {
        lifetimes.review(this, packets(), bytes(), nowNs, events);
    }

    private boolean isAlive(long usedPackets, long usedBytes, long nowNs, SaEvents events) {
        if (usedPackets < quietPackets && usedBytes < quietBytes && nowNs - installedAtNs < quietNs) {
            return true;
        }
        boolean alive = lifetimes.review(this, usedPackets, usedBytes, nowNs, events);
        Lifetime next = lifetimes.next();
        quietPackets = next.packets();
        quietBytes = next.bytes();
        quietNs = next.timeNs();
        return alive;
    }

    @Override
    public final String toString() {
        return "%s[spi=0x%08x, %s -> %s]"
                .formatted(
                        this instanceof OutboundSa ? "OutboundSa" : "InboundSa",
                        spi(),
                        parameters.source().getHostAddress(),
                        parameters.destination().getHostAddress());
    }
}
