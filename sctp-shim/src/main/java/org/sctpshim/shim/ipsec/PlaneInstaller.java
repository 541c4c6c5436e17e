package org.sctpshim.shim.ipsec;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.EspAlgorithm;
import org.sctpshim.esp.KeyMaterial;
import org.sctpshim.esp.Lifetime;
import org.sctpshim.esp.SaParameters;
import org.sctpshim.esp.TunnelEnds;
import org.sctpshim.esp.UdpEncapsulation;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.esp.plane.PlanePath;
import org.sctpshim.esp.plane.PlaneSa;
import org.sctpshim.ike.crypto.ChildSaKey;
import org.sctpshim.ike.crypto.CipherSpec;
import org.sctpshim.ike.endpoint.PathProtection;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.SctpPorts;
import org.sctpshim.registry.SpiPair;

/** Installs the Child SAs that IKE agrees on in a data plane: one SA a direction, with keys of its own. */
final class PlaneInstaller implements PathProtection {
    /**
     * One Child SA.
     *
     * @param tellsUse its first packet is told by its soft lifetime, since it may be sent with from then on
     */
    private record Installed(
            PathId path, PlaneSa inbound, @Nullable PlaneSa outbound, boolean tellsUse) {}

    /** Told with the first packet, by what every plane has: nothing is looked at for it on any other packet. */
    private static final Lifetime FIRST_PACKET = Lifetime.UNLIMITED.withPackets(1);

    /** Three quarters of the sequence numbers of 32 bits: an SA stops after the last (RFC 4303 section 3.3.3). */
    private static final long REPLACED_AFTER_PACKETS = 3L << 30;

    private static final System.Logger LOG = System.getLogger(PlaneInstaller.class.getName());

    private final DataPlane plane;
    private final KeyLog keyLog;
    private final Map<SpiPair, Installed> installed = new ConcurrentHashMap<>();

    PlaneInstaller(DataPlane plane, KeyLog keyLog) {
        this.plane = plane;
        this.keyLog = keyLog;
    }

    @Override
    public void install(ChildSa child) throws IOException {
        installInbound(child, false);
        try {
            installOutbound(child);
        } catch (IOException | RuntimeException e) {
            remove(child.path(), child.spis());
            throw e;
        }
    }

    @Override
    public void installInbound(ChildSa child) throws IOException {
        installInbound(child, true);
    }

    private void installInbound(ChildSa child, boolean tellsUse) throws IOException {
        InetAddress local = child.path().pair().local();
        InetAddress remote = child.path().pair().remote();
        SctpPorts ports = child.path().ports();
        keyLog.childSa(child);
        SaParameters.Builder builder =
                SaParameters.builder(child.spis().inbound(), remote, local).ports(ports.remote(), ports.local());
        child.tunnel().ifPresent(outer -> builder.tunnel(new TunnelEnds(outer.remote(), outer.local())));
        outboundUdp(child).ifPresent(udp -> builder.encapsulation(udp.turned()));
        PlaneSa inbound = plane.installInbound(
                parameters(builder, child, child.inboundKey(), tellsUse ? FIRST_PACKET : enough(child)));
        installed.put(child.spis(), new Installed(child.path(), inbound, null, tellsUse));
    }

    @Override
    public void installOutbound(ChildSa child) throws IOException {
        InetAddress local = child.path().pair().local();
        InetAddress remote = child.path().pair().remote();
        SctpPorts ports = child.path().ports();
        SaParameters.Builder builder =
                SaParameters.builder(child.spis().outbound(), local, remote).ports(ports.local(), ports.remote());
        child.tunnel().ifPresent(outer -> builder.tunnel(new TunnelEnds(outer.local(), outer.remote())));
        outboundUdp(child).ifPresent(builder::encapsulation);
        PlaneSa outbound = plane.installOutbound(parameters(builder, child, child.outboundKey(), enough(child)));
        installed.computeIfPresent(
                child.spis(), (spis, half) -> new Installed(half.path, half.inbound, outbound, half.tellsUse));
    }

    /** The UDP ends of packets to the peer: in tunnel mode those of the tunnel, else those of the path. */
    private static Optional<UdpEncapsulation> outboundUdp(ChildSa child) {
        AddressPair pair = child.tunnel().orElse(child.path().pair());
        return child.encapsulation().map(udp -> outbound(new UdpEndpoints(pair, udp.localPort(), udp.remotePort())));
    }

    /**
     * Has the ESP of a path go between other UDP ends, or by itself, since a NAT has changed. Where the plane cannot do that
     * the SAs stay as they are: what they send may not arrive, but never leaves in clear.
     */
    void encapsulate(PathId path, Optional<UdpEndpoints> within) {
        PlanePath moved = new PlanePath(path.pair().local(), path.pair().remote());
        try {
            plane.encapsulate(moved, within.map(PlaneInstaller::outbound));
            LOG.log(
                    Level.INFO,
                    "ESP of {0} goes {1} from now on",
                    moved,
                    within.map(ends -> "within UDP, " + ends).orElse("by itself"));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "ESP of {0} goes where it went before: {1}", moved, e.getMessage());
        }
    }

    private static UdpEncapsulation outbound(UdpEndpoints ends) {
        return new UdpEncapsulation(
                new InetSocketAddress(ends.addresses().local(), ends.localPort()),
                new InetSocketAddress(ends.addresses().remote(), ends.remotePort()));
    }

    /** Tells whoever replaces SAs which Child SA one of the plane's belongs to; nobody where it is gone. */
    void owner(PlaneSa sa, BiConsumer<PathId, SpiPair> told) {
        installed.forEach((spis, held) -> {
            if (sa.equals(held.inbound()) || sa.equals(held.outbound())) {
                told.accept(held.path(), spis);
            }
        });
    }

    /**
     * Tells what an SA's soft lifetime means: its Child SA is to be replaced, or the peer sends with it for the first time
     * (RFC 7296 section 2.8).
     */
    void due(PlaneSa sa, BiConsumer<PathId, SpiPair> usedUp, Consumer<SpiPair> used) {
        installed.forEach((spis, held) -> {
            if (sa.equals(held.inbound()) && held.tellsUse()) {
                used.accept(spis);
            } else if (sa.equals(held.inbound()) || sa.equals(held.outbound())) {
                usedUp.accept(held.path(), spis);
            }
        });
    }

    private static Lifetime enough(ChildSa child) {
        return child.suite().isExtendedSequenceNumbers()
                ? Lifetime.UNLIMITED
                : Lifetime.UNLIMITED.withPackets(REPLACED_AFTER_PACKETS);
    }

    private static SaParameters parameters(SaParameters.Builder builder, ChildSa child, ChildSaKey key, Lifetime soft) {
        byte[] octets = key.material().insecureCopy();
        try {
            return builder.esn(child.suite().isExtendedSequenceNumbers())
                    .soft(soft)
                    .build(algorithm(key.cipher()), KeyMaterial.copyOf(octets));
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    /** The engine's name for what IKE agreed on. An algorithm that does not encrypt is never among them. */
    static EspAlgorithm algorithm(CipherSpec cipher) {
        for (EspAlgorithm each : EspAlgorithm.values()) {
            if (each.transformId() == cipher.algorithm().code()
                    && each.integrityId() == cipher.integrity().code()
                    && each.keyBits() == cipher.keyBits()
                    && !each.leavesPacketsInClear()) {
                return each;
            }
        }
        throw new IllegalArgumentException("the ESP engine has no " + cipher);
    }

    @Override
    public void remove(PathId path, SpiPair spis) {
        Installed gone = installed.remove(spis);
        if (gone != null) {
            if (gone.outbound() != null) {
                plane.remove(gone.outbound());
            }
            plane.remove(gone.inbound());
        }
    }
}
