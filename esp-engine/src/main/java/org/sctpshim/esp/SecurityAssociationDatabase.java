package org.sctpshim.esp;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.aead.AeadKey;
import org.sctpshim.esp.aead.AeadProvider;
import org.sctpshim.esp.aead.KeyDigest;

/**
 * The SAD (RFC 4301 section 4.4.2): what is installed, and the two tables by which packets find it.
 *
 * <p>Threads: installing and removing take this object's lock; finding takes none.
 */
final class SecurityAssociationDatabase {

    private final AeadProvider provider;
    private final boolean clearAllowed;
    private final SaEvents events;
    private final OutboundPaths paths = new OutboundPaths();
    private final SaTable<InboundSa> inboundBySpi = new SaTable<>();
    private final Map<OutboundPaths.Path, Deque<OutboundSa>> outboundByPath = new HashMap<>();
    private final Set<OutboundSa> outbound = new LinkedHashSet<>();
    private final Map<Integer, InboundSa> inbound = new LinkedHashMap<>();
    private final KeysInUse keysInUse = new KeysInUse();
    private final LifetimeSchedule schedule = new LifetimeSchedule();
    final BurstGate sealGate = new BurstGate();
    final BurstGate openGate = new BurstGate();

    SecurityAssociationDatabase(AeadProvider provider, boolean clearAllowed, SaEvents events) {
        this.provider = provider;
        this.clearAllowed = clearAllowed;
        this.events = events;
    }

    // ---- packet path, no lock ----

    /** The SA for a packet of these addresses and ports, or null. */
    @Nullable
    OutboundSa findOutbound(IpHeader header, int sourcePort, int destinationPort) {
        return paths.find(header, sourcePort, destinationPort);
    }

    /** Asks for what looking up this packet's SA will read; what is returned has to be used. */
    int prepareOutbound(IpHeader header, int sourcePort, int destinationPort) {
        return paths.touch(paths.prepare(header, sourcePort, destinationPort));
    }

    /** Asks for what looking up this SPI will read; what is returned has to be used. */
    int prepareInbound(int spi) {
        return inboundBySpi.touch(SaTable.hash(spi, 0, 0, 0, 0));
    }

    /** The SA with this SPI, or null. */
    @Nullable
    InboundSa findInbound(int spi) {
        return inboundBySpi.find(spi, 0, 0, 0, 0);
    }

    // ---- installing threads ----

    synchronized OutboundSa installOutbound(SaParameters parameters, long nowNs) {
        OutboundPaths.Path path = OutboundPaths.Path.of(parameters);
        Deque<OutboundSa> onPath = outboundByPath.getOrDefault(path, new ArrayDeque<>());
        if (onPath.stream().anyMatch(sa -> sa.spi() == parameters.spi())) {
            throw new IllegalArgumentException(
                    "SPI 0x%08x is in use for this path already".formatted(parameters.spi()));
        }
        OutboundSa sa = withKey(parameters, (key, salt) -> new OutboundSa(parameters, key, salt, nowNs));
        onPath.addLast(sa);
        outboundByPath.put(path, onPath);
        outbound.add(sa);
        schedule.add(sa, nowNs);
        paths.use(path, sa);
        return sa;
    }

    synchronized InboundSa installInbound(SaParameters parameters, long nowNs) {
        int spi = parameters.spi();
        if (inbound.containsKey(spi)) {
            throw new IllegalArgumentException("SPI 0x%08x is in use already".formatted(spi));
        }
        InboundSa sa = withKey(parameters, (key, salt) -> new InboundSa(parameters, key, salt, nowNs));
        inbound.put(spi, sa);
        schedule.add(sa, nowNs);
        inboundBySpi.put(spi, 0, 0, 0, 0, sa);
        return sa;
    }

    synchronized void removeOutbound(OutboundSa sa) {
        if (!outbound.remove(sa)) {
            return;
        }
        OutboundPaths.Path path = OutboundPaths.Path.of(sa.parameters());
        Deque<OutboundSa> onPath = outboundByPath.getOrDefault(path, new ArrayDeque<>());
        onPath.remove(sa);
        if (onPath.isEmpty()) {
            outboundByPath.remove(path);
            paths.remove(path);
        } else {
            paths.use(path, onPath.getLast());
        }
        retire(sa, sealGate);
    }

    synchronized void removeInbound(InboundSa sa) {
        if (!inbound.remove(sa.spi(), sa)) {
            return;
        }
        inboundBySpi.remove(sa.spi(), 0, 0, 0, 0);
        retire(sa, openGate);
    }

    synchronized List<OutboundSa> outbound() {
        return List.copyOf(outbound);
    }

    synchronized List<InboundSa> inbound() {
        return List.copyOf(inbound.values());
    }

    /** Raises the events of SAs whose time has come. */
    synchronized void reviewLifetimes(long nowNs) {
        schedule.review(nowNs, events);
    }

    private void retire(SecurityAssociation sa, BurstGate gate) {
        keysInUse.release(sa);
        schedule.remove(sa);
        gate.retire(sa.aeadKey);
    }

    private interface SaMaker<S extends SecurityAssociation> {
        S make(AeadKey key, int salt);
    }

    private <S extends SecurityAssociation> S withKey(SaParameters parameters, SaMaker<S> maker) {
        EspAlgorithm algorithm = requireAllowed(parameters.algorithm());
        int keyBytes = algorithm.aead().keyBytes();
        byte[] octets = parameters.key().revealPart(0, keyBytes);
        byte[] salt = parameters.key().revealPart(keyBytes, algorithm.keyMaterialBytes());
        try {
            KeyDigest digest = keysInUse.requireFresh(octets);
            AeadKey key = provider.key(algorithm.aead(), octets);
            S sa = maker.make(key, salt.length == 0 ? 0 : ByteBuffer.wrap(salt).getInt());
            keysInUse.hold(digest, sa);
            parameters.key().wipe();
            return sa;
        } finally {
            Arrays.fill(octets, (byte) 0);
            Arrays.fill(salt, (byte) 0);
        }
    }

    private EspAlgorithm requireAllowed(EspAlgorithm algorithm) {
        if (algorithm.leavesPacketsInClear() && !clearAllowed) {
            throw new IllegalArgumentException(algorithm + " does not encrypt, and this engine was not made for that:"
                    + " choose an algorithm that encrypts, or make the engine with"
                    + " EspEngine.insecureAllowingClearPackets");
        }
        return algorithm;
    }
}
