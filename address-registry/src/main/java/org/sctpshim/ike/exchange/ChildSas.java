package org.sctpshim.ike.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sctpshim.ike.sa.ChildSa;
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
     * @param tunnel whether it is in tunnel mode, and has the IKE SA's addresses
     */
    public record Entry(PathId path, SpiPair spis, boolean tunnel) {}

    private static final int MAX_DELETED_EARLY = 64;

    private final Map<Integer, Entry> byOutboundSpi = new LinkedHashMap<>();
    private final Set<Integer> deletedEarly = new LinkedHashSet<>();
    private final ChildRekeyings rekeyings = new ChildRekeyings();

    /** Starts with none. */
    public ChildSas() {}

    /** Adds a Child SA, whose SPI to the peer is not used by another. */
    public void add(ChildSa child) {
        SpiPair spis = child.spis();
        byOutboundSpi.put(
                spis.outbound(), new Entry(child.path(), spis, child.tunnel().isPresent()));
    }

    /** Takes out the Child SA with both SPIs. */
    public Optional<Entry> remove(SpiPair spis) {
        return has(spis) ? Optional.ofNullable(byOutboundSpi.remove(spis.outbound())) : Optional.empty();
    }

    /** Which of them are being replaced or deleted. */
    public ChildRekeyings rekeyings() {
        return rekeyings;
    }

    /** The Child SA whose packets to the peer carry this SPI. */
    public Optional<Entry> byOutboundSpi(int spi) {
        return Optional.ofNullable(byOutboundSpi.get(spi));
    }

    /** All of them, oldest first, as a copy. */
    public List<Entry> all() {
        return new ArrayList<>(byOutboundSpi.values());
    }

    /** Whether packets of a Child SA carry this SPI to the peer; a second one would hide the first. */
    public boolean usesOutboundSpi(int spi) {
        return byOutboundSpi.containsKey(spi);
    }

    /**
     * Takes out the Child SA that the peer deleted; it names the SPI that packets to it carry. With a window the delete
     * may overtake the answer that makes the Child SA known here; then its SPI is remembered, so that it is not taken
     * into use afterwards.
     */
    public Optional<Entry> deletedByPeer(int spi) {
        Optional<Entry> entry = Optional.ofNullable(byOutboundSpi.remove(spi));
        if (entry.isEmpty() && !rekeyings.isDeletingOutbound(spi)) {
            deletedEarly.add(spi);
            if (deletedEarly.size() > MAX_DELETED_EARLY) {
                deletedEarly.remove(deletedEarly.iterator().next());
            }
        }
        return entry;
    }

    /** Whether the peer deleted a Child SA before it was known here; it is forgotten by asking. */
    public boolean wasDeletedEarly(int spi) {
        return deletedEarly.remove(spi);
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
