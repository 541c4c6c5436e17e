package org.sctpshim.shim.ipsec;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sctpshim.esp.EspAlgorithm;
import org.sctpshim.esp.KeyMaterial;
import org.sctpshim.esp.SaParameters;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.esp.plane.PlaneSa;
import org.sctpshim.ike.crypto.ChildSaKey;
import org.sctpshim.ike.crypto.CipherSpec;
import org.sctpshim.ike.endpoint.PathProtection;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.SpiPair;

/** Installs the Child SAs that IKE agrees on in a data plane: one SA a direction, with keys of its own. */
final class PlaneInstaller implements PathProtection {
    private record Installed(PlaneSa inbound, PlaneSa outbound) {}

    private final DataPlane plane;
    private final KeyLog keyLog;
    private final Map<SpiPair, Installed> installed = new ConcurrentHashMap<>();

    PlaneInstaller(DataPlane plane, KeyLog keyLog) {
        this.plane = plane;
        this.keyLog = keyLog;
    }

    @Override
    public void install(ChildSa child) throws IOException {
        InetAddress local = child.path().pair().local();
        InetAddress remote = child.path().pair().remote();
        int localPort = child.path().ports().local();
        int remotePort = child.path().ports().remote();
        keyLog.childSa(child);
        PlaneSa inbound = plane.installInbound(parameters(
                SaParameters.builder(child.spis().inbound(), remote, local).ports(remotePort, localPort),
                child,
                child.inboundKey()));
        try {
            PlaneSa outbound = plane.installOutbound(parameters(
                    SaParameters.builder(child.spis().outbound(), local, remote).ports(localPort, remotePort),
                    child,
                    child.outboundKey()));
            installed.put(child.spis(), new Installed(inbound, outbound));
        } catch (IOException | RuntimeException e) {
            plane.remove(inbound);
            throw e;
        }
    }

    private static SaParameters parameters(SaParameters.Builder builder, ChildSa child, ChildSaKey key) {
        byte[] octets = key.material().insecureCopy();
        try {
            return builder.esn(child.suite().isExtendedSequenceNumbers())
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
            plane.remove(gone.outbound());
            plane.remove(gone.inbound());
        }
    }
}
