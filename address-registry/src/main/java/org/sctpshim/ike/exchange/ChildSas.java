package org.sctpshim.ike.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.SpiPair;

/** Which Child SAs an IKE SA has; their keys are not kept. */
public final class ChildSas {
    /** The most Child SAs that one IKE SA may have, so that a peer cannot make us hold more. */
    public static final int MAX_CHILDREN = 1024;

    /**
     * One Child SA.
     *
     * @param path the path that it protects
     * @param spis its SPIs
     */
    public record Entry(PathId path, SpiPair spis) {}

    private final Map<Integer, Entry> byOutboundSpi = new LinkedHashMap<>();

    /** Starts with none. */
    public ChildSas() {}

    /** Adds a Child SA. */
    public void add(PathId path, SpiPair spis) {
        byOutboundSpi.put(spis.outbound(), new Entry(path, spis));
    }

    /** Takes out the Child SA whose packets to the peer carry this SPI, which is the one that the peer names. */
    public Optional<Entry> removeByOutboundSpi(int spi) {
        return Optional.ofNullable(byOutboundSpi.remove(spi));
    }

    /** Whether the Child SA is there. */
    public boolean has(SpiPair spis) {
        Entry entry = byOutboundSpi.get(spis.outbound());
        return entry != null && entry.spis().equals(spis);
    }

    /** Whether no further one may be made. */
    public boolean isFull() {
        return byOutboundSpi.size() >= MAX_CHILDREN;
    }

    /** How many there are. */
    public int size() {
        return byOutboundSpi.size();
    }

    /** Takes all out. */
    public List<Entry> drain() {
        List<Entry> all = new ArrayList<>(byOutboundSpi.values());
        byOutboundSpi.clear();
        return all;
    }
}
