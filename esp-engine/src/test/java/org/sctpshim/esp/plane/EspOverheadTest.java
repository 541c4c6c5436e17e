package org.sctpshim.esp.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sctpshim.esp.EspAlgorithm;
import org.sctpshim.esp.EspEngine;
import org.sctpshim.esp.KeyMaterial;
import org.sctpshim.esp.PacketBurst;
import org.sctpshim.esp.SaParameters;
import org.sctpshim.esp.TunnelEnds;
import org.sctpshim.esp.Verdict;
import org.sctpshim.esp.aead.JdkAeadProvider;

/** Held against what the engine really makes of packets. */
class EspOverheadTest {

    private static final int PATH_MTU = 1500;
    private static final int ROOM_OF_PATHS_MTU = 100;

    @ParameterizedTest
    @EnumSource
    void theLongestClearPacketFitsAndOneOctetMoreDoesNot(EspAlgorithm algorithm) throws Exception {
        InetAddress local = InetAddress.getByName("10.1.0.1");
        InetAddress remote = InetAddress.getByName("10.1.0.2");
        TunnelEnds ends = new TunnelEnds(InetAddress.getByName("fd00::1"), InetAddress.getByName("fd00::2"));
        for (Optional<TunnelEnds> tunnel : java.util.List.of(Optional.<TunnelEnds>empty(), Optional.of(ends))) {
            SaParameters.Builder builder = SaParameters.builder(0x1000, local, remote);
            tunnel.ifPresent(builder::tunnel);
            SaParameters parameters =
                    builder.build(algorithm, KeyMaterial.copyOf(new byte[algorithm.keyMaterialBytes()]));
            int longest = EspOverhead.of(parameters).clearMtuBytes(PATH_MTU, false);
            EspEngine engine = EspEngine.insecureAllowingClearPackets(new JdkAeadProvider());
            engine.installOutbound(parameters, 0);
            assertThat(longest).isGreaterThan(PATH_MTU - ROOM_OF_PATHS_MTU - 40);
            assertThat(sealed(engine, local, remote, longest)).isLessThanOrEqualTo(PATH_MTU);
            assertThat(sealed(engine, local, remote, longest + 1)).isGreaterThan(PATH_MTU);
        }
    }

    private static int sealed(EspEngine engine, InetAddress local, InetAddress remote, int length) {
        PacketBurst burst = new PacketBurst(1);
        ByteBuffer packet = ByteBuffer.allocate(length);
        packet.putInt(0x45000000 | length).putInt(0x00014000).putInt(0x40840000);
        packet.put(local.getAddress()).put(remote.getAddress());
        burst.memory().put(burst.roomOffset(0), packet.array());
        burst.filled(length);
        engine.seal(burst, 0);
        assertThat(burst.verdict(0)).isEqualTo(Verdict.SEALED);
        return burst.length(0);
    }
}
