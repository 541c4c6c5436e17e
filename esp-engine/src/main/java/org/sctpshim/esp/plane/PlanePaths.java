package org.sctpshim.esp.plane;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.linux.NativeMemory;
import org.sctpshim.esp.linux.RawEspSocket;

/**
 * The paths that have had SAs, and one raw socket for each of their local addresses.
 *
 * <p>Threads: adding takes this object's lock; the packet threads read snapshots without one.
 */
final class PlanePaths {

    private final NativeMemory outboundPackets;
    private final int slots;
    private final Map<PlanePath, PathState> byPath = new HashMap<>();
    private final Map<InetAddress, OutboundSocket> byLocal = new HashMap<>();
    private volatile @Nullable PathState[] states = {};
    private volatile List<OutboundSocket> sockets = List.of();

    PlanePaths(NativeMemory outboundPackets, int slots) {
        this.outboundPackets = outboundPackets;
        this.slots = slots;
    }

    /** The path's state, made if need be, whose packets leave by this way from now on. */
    synchronized PathState open(PlanePath path, WayOut way) {
        PathState known = byPath.get(path);
        if (known != null) {
            known.sendBy(way);
            return known;
        }
        PathState made = new PathState(path, states.length, way);
        @Nullable PathState[] more = Arrays.copyOf(states, states.length + 1);
        more[made.index()] = made;
        byPath.put(path, made);
        states = more;
        return made;
    }

    /** The state of a path that has one. */
    synchronized Optional<PathState> find(PlanePath path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** The raw socket of a local address, opened if need be in the calling thread's network namespace. */
    synchronized OutboundSocket socket(InetAddress local) throws IOException {
        OutboundSocket known = byLocal.get(local);
        if (known != null) {
            return known;
        }
        OutboundSocket made = new OutboundSocket(RawEspSocket.open(local), outboundPackets, slots);
        byLocal.put(local, made);
        sockets = List.copyOf(byLocal.values());
        return made;
    }

    /** Forgets a path; its index is not used again, since packets under way may still carry it. */
    synchronized void forget(PlanePath path) {
        PathState state = byPath.remove(path);
        if (state != null) {
            @Nullable PathState[] fewer = states.clone();
            fewer[state.index()] = null;
            states = fewer;
        }
    }

    /** The state with this index, null if it was forgotten. */
    @Nullable
    PathState at(long index) {
        @Nullable PathState[] now = states;
        return index >= 0 && index < now.length ? now[(int) index] : null;
    }

    /** All sockets; another list whenever one was added. */
    List<OutboundSocket> sockets() {
        return sockets;
    }

    List<PathStatistics> statistics() {
        List<PathStatistics> all = new ArrayList<>();
        for (PathState state : states) {
            if (state != null) {
                all.add(state.statistics());
            }
        }
        return all;
    }

    synchronized void close() {
        for (OutboundSocket socket : sockets) {
            socket.socket().close();
        }
    }
}
