package org.sctpshim.simulation;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.sctpshim.ike.crypto.IkeSaKeys;
import org.sctpshim.ike.host.HostEvent;
import org.sctpshim.ike.host.HostParameters;
import org.sctpshim.ike.host.IkeHost;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.registry.AddressRange;
import org.sctpshim.registry.AddressState;
import org.sctpshim.registry.AddressView;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SpiPair;

/** A host in the simulator: the real {@link IkeHost}, and a data plane that only remembers what is installed. */
final class SimulatedHost {
    /** As long as a host awaits packets under a deleted SA, and two round trips. */
    private static final long LINGER_NS = 6_000_000_000L;

    final String name;
    final Set<InetAddress> addresses = new LinkedHashSet<>();
    final Map<SpiPair, ChildSa> installed = new LinkedHashMap<>();
    /** Which SA a packet of each path goes out with. */
    final Map<PathId, SpiPair> sendsWith = new LinkedHashMap<>();

    private final Map<SpiPair, Long> replacedAtNs = new LinkedHashMap<>();
    final List<String> log = new ArrayList<>();
    final List<String> violations = new ArrayList<>();
    private final List<IkeSaKeys> keys = new ArrayList<>();
    private final PeerId peer;
    private final HostParameters parameters;
    private final SplittableRandom random;
    private final List<AddressRange> permitted;
    IkeHost ike;
    int installs;
    int moves;

    SimulatedHost(String name, HostParameters parameters, List<AddressRange> permitted, SplittableRandom random) {
        this.name = name;
        this.peer = parameters.peers().get(0).id();
        this.parameters = parameters;
        this.permitted = permitted;
        this.random = random;
        this.ike = newIke();
    }

    /** The process dies and starts again with nothing; its data plane is cleaned as at any start. */
    void restart() {
        log.add("restart");
        installed.clear();
        sendsWith.clear();
        keys.clear();
        ike = newIke();
    }

    private IkeHost newIke() {
        return new IkeHost(parameters, random::nextBytes, keys::add);
    }

    boolean owns(InetAddress address) {
        return addresses.contains(address);
    }

    /** Does what the host says, and sends what it wants sent, in that order. */
    void drain(SimulatedNetwork network, long nowNs) {
        int before = installs;
        for (var event = ike.pollEvent(); event.isPresent(); event = ike.pollEvent()) {
            log.add(nowNs / 1_000_000 + " ms " + event.get());
            take(event.get(), nowNs);
        }
        if (installs > before) {
            checkGround();
        }
        for (var datagram = ike.pollDatagram(); datagram.isPresent(); datagram = ike.pollDatagram()) {
            if (owns(datagram.get().endpoints().addresses().local())) {
                network.send(datagram.get(), nowNs);
            }
        }
    }

    /** No selector for an address that the peer neither lists nor speaks from. */
    private void checkGround() {
        Set<InetAddress> authorised = ike.registry().addresses(peer).stream()
                .filter(address -> address.state() == AddressState.AUTHORISED)
                .map(AddressView::address)
                .collect(Collectors.toSet());
        for (ChildSa child : installed.values()) {
            if (!authorised.contains(child.path().pair().remote())) {
                violations.add(name + " holds " + child.path() + " without ground");
            }
        }
    }

    /** How many IKE SAs have keys that are not wiped. */
    long liveKeys() {
        return keys.stream().filter(SimulatedHost::isLive).count();
    }

    private static boolean isLive(IkeSaKeys any) {
        try {
            return !any.insecureWiresharkLine().isEmpty();
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void installed(ChildSa child) {
        if (installed.put(child.spis(), child) != null) {
            violations.add(name + " used the SPIs " + child.spis() + " twice");
        }
    }

    /** Whether another SA took the place of this one so shortly ago that packets under it are still awaited. */
    boolean lingers(SpiPair spis, long nowNs) {
        Long sinceNs = replacedAtNs.get(spis);
        return sinceNs != null && nowNs - sinceNs < LINGER_NS;
    }

    private void take(HostEvent event, long nowNs) {
        if (event instanceof HostEvent.InstallChild install) {
            installs++;
            InetAddress remote = install.child().path().pair().remote();
            if (permitted.stream().noneMatch(range -> range.contains(remote))) {
                violations.add(name + " installed a selector for " + remote + ", which policy does not permit");
            }
            installed(install.child());
            sendsWith.put(install.child().path(), install.child().spis());
        } else if (event instanceof HostEvent.InstallInbound install) {
            installs++;
            installed(install.child());
        } else if (event instanceof HostEvent.InstallOutbound install) {
            sendsWith.put(install.child().path(), install.child().spis());
        } else if (event instanceof HostEvent.RemoveChild remove) {
            ChildSa child = installed.remove(remove.spis());
            sendsWith.values().remove(remove.spis());
            if (child != null) {
                child.wipe();
            }
        } else if (event instanceof HostEvent.ChildRekeyed rekeyed) {
            replacedAtNs.put(rekeyed.old(), nowNs);
        } else if (event instanceof HostEvent.IkeSaMoved) {
            moves++;
        }
    }
}
