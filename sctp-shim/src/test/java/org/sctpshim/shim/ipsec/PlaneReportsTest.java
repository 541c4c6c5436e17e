package org.sctpshim.shim.ipsec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sctpshim.esp.SaParameters;
import org.sctpshim.esp.UdpEncapsulation;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.esp.plane.PlaneEvent;
import org.sctpshim.esp.plane.PlanePath;
import org.sctpshim.esp.plane.PlaneSa;
import org.sctpshim.ike.crypto.ChildSaKey;
import org.sctpshim.ike.crypto.ChildSuite;
import org.sctpshim.ike.crypto.CipherSpec;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.SequenceNumbers;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.SctpPorts;
import org.sctpshim.registry.SpiPair;

/** SAs that are used up are replaced: from what a plane tells to what IKE is asked for. */
class PlaneReportsTest {
    private record Held(int spi, Direction direction, PlanePath path) implements PlaneSa {}

    private final List<SaParameters> installed = new ArrayList<>();
    private final List<PlaneSa> sas = new ArrayList<>();
    private final List<String> replaced = new ArrayList<>();
    private final List<SpiPair> used = new ArrayList<>();
    private final List<String> encapsulated = new ArrayList<>();
    private final PlaneReports reports = new PlaneReports();
    private final DataPlane plane = (DataPlane) Proxy.newProxyInstance(
            DataPlane.class.getClassLoader(), new Class<?>[] {DataPlane.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("encapsulate")) {
                    encapsulated.add(arguments[0] + " " + arguments[1]);
                }
                if (arguments != null && arguments[0] instanceof SaParameters parameters) {
                    boolean outbound = method.getName().equals("installOutbound");
                    installed.add(parameters);
                    sas.add(new Held(
                            parameters.spi(),
                            outbound ? PlaneSa.Direction.OUTBOUND : PlaneSa.Direction.INBOUND,
                            new PlanePath(
                                    outbound ? parameters.source() : parameters.destination(),
                                    outbound ? parameters.destination() : parameters.source())));
                    return sas.get(sas.size() - 1);
                }
                return null;
            });
    private PlaneInstaller installer;

    @BeforeEach
    void start() throws IOException {
        installer = new PlaneInstaller(plane, KeyLog.into(Optional.empty()));
        reports.tell(
                sa -> installer.due(sa, (path, spis) -> replaced.add(path + " " + spis), used::add),
                sa -> installer.owner(sa, (path, spis) -> replaced.add(path + " " + spis)));
    }

    @Test
    void anSaThatIsUsedUpHasItsChildSaReplacedInEitherDirection() throws IOException {
        ChildSa child = child(SequenceNumbers.ESN);
        installer.install(child);
        for (PlaneSa sa : List.copyOf(sas)) {
            reports.on(new PlaneEvent.SaExpiring(sa));
            reports.on(new PlaneEvent.SaExpired(sa));
        }
        String named = child.path() + " " + child.spis();
        assertThat(replaced).containsExactly(named, named, named, named);
    }

    @Test
    void theFirstPacketUnderAnSaThatIsOnlyReceivedWithSaysThatThePeerHasItAndNotThatItIsUsedUp() throws IOException {
        ChildSa child = child(SequenceNumbers.ESN);
        installer.installInbound(child);
        assertThat(installed.get(0).soft().packets()).isEqualTo(1);
        reports.on(new PlaneEvent.SaExpiring(sas.get(0)));
        assertThat(used).containsExactly(child.spis());
        installer.installOutbound(child);
        assertThat(installed.get(1).soft().packets()).isEqualTo(Long.MAX_VALUE);
        // Also where the first packet comes only now.
        reports.on(new PlaneEvent.SaExpiring(sas.get(0)));
        assertThat(replaced).isEmpty();
        reports.on(new PlaneEvent.SaExpiring(sas.get(1)));
        assertThat(replaced).hasSize(1);
    }

    @Test
    void anSaThatIsGoneIsNotReplaced() throws IOException {
        ChildSa child = child(SequenceNumbers.ESN);
        installer.install(child);
        installer.remove(child.path(), child.spis());
        reports.on(new PlaneEvent.SaExpiring(sas.get(0)));
        assertThat(replaced).isEmpty();
    }

    @Test
    void sequenceNumbersOf32BitsAreReplacedBeforeTheyEndAndThoseOf64BitsAreNotCounted() throws IOException {
        installer.install(child(SequenceNumbers.NO_ESN));
        assertThat(installed)
                .hasSize(2)
                .allSatisfy(parameters -> assertThat(parameters.soft().packets())
                        .isLessThan(1L << 32)
                        .isGreaterThan(1L << 31));
        installed.clear();
        installer.install(child(SequenceNumbers.ESN));
        assertThat(installed)
                .hasSize(2)
                .allSatisfy(
                        parameters -> assertThat(parameters.soft().packets()).isEqualTo(Long.MAX_VALUE));
    }

    private static ChildSa child(SequenceNumbers numbers) throws IOException {
        CipherSpec cipher = CipherSpec.AES_GCM_16_128;
        return new ChildSa(
                new PathId(
                        new AddressPair(InetAddress.getByName("10.1.0.1"), InetAddress.getByName("10.1.0.2")),
                        new SctpPorts(2905, 2906)),
                new SpiPair(0x1001, 0x1002),
                new ChildSuite(cipher, numbers, Optional.empty()),
                new ChildSaKey(cipher, SecretBytes.adopt(new byte[cipher.materialOctets()])),
                new ChildSaKey(cipher, SecretBytes.adopt(new byte[cipher.materialOctets()])));
    }

    @Test
    void whereAPeerWasSeenIsToldOn() throws IOException {
        List<PlaneEvent> told = new ArrayList<>();
        InetAddress beta = InetAddress.getByName("10.1.0.2");
        PlaneEvent.PeerRemapped seen = new PlaneEvent.PeerRemapped(
                new PlanePath(InetAddress.getByName("10.1.0.1"), beta), new InetSocketAddress(beta, 30_001));
        reports.on(seen);
        reports.tellOfPeers(told::add);
        reports.on(seen);
        assertThat(told).containsExactly(seen);
    }

    @Test
    void aPathsEspGoesBetweenTheUdpEndsThatIkeTellsOfOrByItself() throws IOException {
        AddressPair pair = new AddressPair(InetAddress.getByName("10.1.0.1"), InetAddress.getByName("10.1.0.2"));
        AddressPair seen = new AddressPair(pair.local(), InetAddress.getByName("192.0.2.7"));
        PathId path = new PathId(pair, new SctpPorts(2905, 2906));
        installer.encapsulate(path, Optional.of(new UdpEndpoints(seen, 4500, 30_001)));
        installer.encapsulate(path, Optional.empty());
        PlanePath of = new PlanePath(pair.local(), pair.remote());
        UdpEncapsulation within = new UdpEncapsulation(
                new InetSocketAddress(pair.local(), 4500), new InetSocketAddress(seen.remote(), 30_001));
        assertThat(encapsulated).containsExactly(of + " " + Optional.of(within), of + " " + Optional.empty());
    }
}
