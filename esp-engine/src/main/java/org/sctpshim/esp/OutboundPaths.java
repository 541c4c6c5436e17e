package org.sctpshim.esp;

import org.jspecify.annotations.Nullable;

/**
 * Which SA seals a packet: the newest one of the path with the packet's addresses whose port selector covers the packet,
 * the narrowest selector first.
 *
 * <p>Threads: changed by one thread at a time, searched by the sealing thread without a lock.
 */
final class OutboundPaths {

    private static final int SOURCE_PORT = 1;
    private static final int DESTINATION_PORT = 2;
    private static final int[] NARROWEST_FIRST = {SOURCE_PORT | DESTINATION_PORT, SOURCE_PORT, DESTINATION_PORT, 0};

    /**
     * Addresses and port selector.
     *
     * @param addresses source and destination
     * @param ports port selector
     */
    record Path(AddressPair addresses, SctpPorts ports) {

        static Path of(SaParameters parameters) {
            return new Path(parameters.addresses(), parameters.ports());
        }

        /** Which ports the selector names. */
        int shape() {
            return (ports.source() == 0 ? 0 : SOURCE_PORT) | (ports.destination() == 0 ? 0 : DESTINATION_PORT);
        }
    }

    private final SaTable<OutboundSa> table = new SaTable<>();
    private final int[] pathsOfShape = new int[NARROWEST_FIRST.length];

    /** A bit for every shape that some path has, so that a lookup tries no others. */
    private volatile int shapes;

    /** Makes an SA the one that seals for a path. */
    void use(Path path, OutboundSa sa) {
        if (find(path) == null) {
            pathsOfShape[path.shape()]++;
            shapes |= 1 << path.shape();
        }
        AddressPair p = path.addresses();
        table.put(
                word(p.ipv6(), path.ports().source(), path.ports().destination()),
                p.sourceHigh(),
                p.sourceLow(),
                p.destinationHigh(),
                p.destinationLow(),
                sa);
    }

    /** Takes the path out: its packets find no SA any more. */
    void remove(Path path) {
        if (find(path) == null) {
            return;
        }
        AddressPair p = path.addresses();
        table.remove(
                word(p.ipv6(), path.ports().source(), path.ports().destination()),
                p.sourceHigh(),
                p.sourceLow(),
                p.destinationHigh(),
                p.destinationLow());
        if (--pathsOfShape[path.shape()] == 0) {
            shapes &= ~(1 << path.shape());
        }
    }

    /**
     * The hash by which a packet's first lookup is done, with what it reads asked for. Where selectors of several shapes
     * exist, {@link #find} may do more lookups.
     */
    long prepare(IpHeader header, int sourcePort, int destinationPort) {
        int present = shapes;
        int shape = SOURCE_PORT | DESTINATION_PORT;
        while (shape > 0 && (present & (1 << shape)) == 0) {
            shape--;
        }
        return SaTable.hash(
                word(header.ipv6, shape, sourcePort, destinationPort),
                header.sourceHigh,
                header.sourceLow,
                header.destinationHigh,
                header.destinationLow);
    }

    /** Reads what a lookup by this hash reads. */
    int touch(long hash) {
        return table.touch(hash);
    }

    /** The SA for a packet, or null. */
    @Nullable
    OutboundSa find(IpHeader header, int sourcePort, int destinationPort) {
        int present = shapes;
        for (int shape : NARROWEST_FIRST) {
            if ((present & (1 << shape)) != 0) {
                OutboundSa sa = table.find(
                        word(header.ipv6, shape, sourcePort, destinationPort),
                        header.sourceHigh,
                        header.sourceLow,
                        header.destinationHigh,
                        header.destinationLow);
                if (sa != null) {
                    return sa;
                }
            }
        }
        return null;
    }

    private static long word(boolean ipv6, int shape, int sourcePort, int destinationPort) {
        return word(
                ipv6,
                (shape & SOURCE_PORT) == 0 ? 0 : sourcePort,
                (shape & DESTINATION_PORT) == 0 ? 0 : destinationPort);
    }

    private @Nullable OutboundSa find(Path path) {
        AddressPair p = path.addresses();
        return table.find(
                word(p.ipv6(), path.ports().source(), path.ports().destination()),
                p.sourceHigh(),
                p.sourceLow(),
                p.destinationHigh(),
                p.destinationLow());
    }

    static long word(boolean ipv6, int sourcePort, int destinationPort) {
        return (ipv6 ? 1L << 32 : 0) | ((long) sourcePort << 16) | destinationPort;
    }
}
