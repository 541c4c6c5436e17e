package org.sctpshim.shim.ipsec;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.EspAlgorithm;
import org.sctpshim.esp.KeyMaterial;
import org.sctpshim.esp.Lifetime;
import org.sctpshim.esp.SaParameters;
import org.sctpshim.esp.TunnelEnds;
import org.sctpshim.esp.UdpEncapsulation;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.esp.plane.PlaneSa;
import org.sctpshim.ike.crypto.ChildSaKey;
import org.sctpshim.ike.crypto.CipherSpec;
import org.sctpshim.ike.endpoint.PathProtection;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.SctpPorts;
import org.sctpshim.registry.SpiPair;

/** Installs the Child SAs that IKE agrees on in a data plane: one SA a direction, with keys of its own. */
final class PlaneInstaller implements PathProtection {
    private record Installed(
            PathId path, PlaneSa inbound, @Nullable PlaneSa outbound) {}

    /** Three quarters of the sequence numbers of 32 bits: an SA stops after the last (RFC 4303 section 3.3.3). */
    private static final long REPLACED_AFTER_PACKETS = 3L << 30;

    private final DataPlane plane;
    private final KeyLog keyLog;
    private final Map<SpiPair, Installed> installed = new ConcurrentHashMap<>();

    PlaneInstaller(DataPlane plane, KeyLog keyLog) {
        this.plane = plane;
        this.keyLog = keyLog;
    }

    @Override
    public void install(ChildSa child) throws IOException {
        installInbound(child);
        try {
            installOutbound(child);
        } catch (IOException | RuntimeException e) {
            remove(child.path(), child.spis());
            throw e;
        }
    }

    @Override
    public void installInbound(ChildSa child) throws IOException {
        InetAddress local = child.path().pair().local();
        InetAddress remote = child.path().pair().remote();
        SctpPorts ports = child.path().ports();
        keyLog.childSa(child);
        SaParameters.Builder builder =
                SaParameters.builder(child.spis().inbound(), remote, local).ports(ports.remote(), ports.local());
        child.tunnel().ifPresent(outer -> builder.tunnel(new TunnelEnds(outer.remote(), outer.local())));
        outboundUdp(child).ifPresent(udp -> builder.encapsulation(udp.turned()));
        PlaneSa inbound = plane.installInbound(parameters(builder, child, child.inboundKey()));
        installed.put(child.spis(), new Installed(child.path(), inbound, null));
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
        PlaneSa outbound = plane.installOutbound(parameters(builder, child, child.outboundKey()));
        installed.computeIfPresent(child.spis(), (spis, half) -> new Installed(half.path, half.inbound, outbound));
    }

    /** The UDP ends of packets to the peer: in tunnel mode those of the tunnel, else those of the path. */
    private static Optional<UdpEncapsulation> outboundUdp(ChildSa child) {
        AddressPair pair = child.tunnel().orElse(child.path().pair());
        return child.encapsulation()
                .map(udp -> new UdpEncapsulation(
                        new InetSocketAddress(pair.local(), udp.localPort()),
                        new InetSocketAddress(pair.remote(), udp.remotePort())));
    }

    /** Tells whoever replaces SAs which Child SA one of the plane's belongs to; nobody where it is gone. */
    void owner(PlaneSa sa, BiConsumer<PathId, SpiPair> told) {
        installed.forEach((spis, held) -> {
            if (sa.equals(held.inbound()) || sa.equals(held.outbound())) {
                told.accept(held.path(), spis);
            }
        });
    }

    private static SaParameters parameters(SaParameters.Builder builder, ChildSa child, ChildSaKey key) {
        byte[] octets = key.material().insecureCopy();
        try {
            boolean extended = child.suite().isExtendedSequenceNumbers();
            return builder.esn(extended)
                    .soft(extended ? Lifetime.UNLIMITED : Lifetime.UNLIMITED.withPackets(REPLACED_AFTER_PACKETS))
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
