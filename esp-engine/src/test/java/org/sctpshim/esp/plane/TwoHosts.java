package org.sctpshim.esp.plane;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sctpshim.esp.EspAlgorithm;
import org.sctpshim.esp.KeyMaterial;
import org.sctpshim.esp.SaParameters;
import org.sctpshim.esp.UdpEncapsulation;
import org.sctpshim.esp.aead.JdkAeadProvider;
import org.sctpshim.esp.linux.MarkedInjector;
import org.sctpshim.esp.linux.MessageBurst;
import org.sctpshim.esp.linux.NativeMemory;
import org.sctpshim.esp.linux.SctpProbe;
import org.sctpshim.esp.linux.TestNamespace;
import org.sctpshim.esp.linux.WireTap;

/** Two namespaces joined by one link, with IPv4 and IPv6, and a tap on it; planes are opened by the tests. */
final class TwoHosts implements AutoCloseable {

    static final int ESP = 50;
    static final int SCTP = 132;
    static final int UDP = 17;
    static final int NAT_PORT = 4500;

    final TestNamespace here;
    final TestNamespace there;
    final WireTap wire;
    final List<PlaneEvent> events = new CopyOnWriteArrayList<>();

    private TwoHosts(TestNamespace here, TestNamespace there, WireTap wire) {
        this.here = here;
        this.there = there;
        this.wire = wire;
    }

    static TwoHosts create() throws Exception {
        TestNamespace here = TestNamespace.create("here");
        TestNamespace there = TestNamespace.create("there");
        TestNamespace.join(here, "ve1", there, "ve2");
        here.ip("addr add 10.1.0.1/24 dev ve1");
        here.ip("addr add fd01::1/64 dev ve1 nodad");
        there.ip("addr add 10.1.0.2/24 dev ve2");
        there.ip("addr add fd01::2/64 dev ve2 nodad");
        acquaint(here, "ve1", "02:00:00:00:00:01", there, "10.1.0.1", "fd01::1");
        acquaint(there, "ve2", "02:00:00:00:00:02", here, "10.1.0.2", "fd01::2");
        return new TwoHosts(here, there, here.call(() -> WireTap.on("ve1")));
    }

    /** Tells a host where another one's addresses are: the first question after them may be lost on a fresh link. */
    private static void acquaint(
            TestNamespace of, String device, String mac, TestNamespace with, String ipv4, String ipv6)
            throws Exception {
        String other = device.equals("ve1") ? "ve2" : "ve1";
        of.ip("link set " + device + " address " + mac);
        with.ip("neigh replace " + ipv4 + " lladdr " + mac + " dev " + other + " nud permanent");
        with.ip("neigh replace " + ipv6 + " lladdr " + mac + " dev " + other + " nud permanent");
    }

    UserspacePlane planeHere() throws Exception {
        return here.call(() -> UserspacePlane.open(PlaneSettings.DEFAULT, new JdkAeadProvider(), events::add));
    }

    UserspacePlane planeThere() throws Exception {
        return there.call(() -> UserspacePlane.open(PlaneSettings.DEFAULT, new JdkAeadProvider(), event -> {}));
    }

    SctpProbe probeHere(InetAddress local) throws Exception {
        return here.call(() -> SctpProbe.open(local));
    }

    SctpProbe probeThere(InetAddress local) throws Exception {
        return there.call(() -> SctpProbe.open(local));
    }

    /** Both SAs of a path at both ends, with keys of their own. */
    void protect(UserspacePlane planeHere, UserspacePlane planeThere, PlanePath path) throws Exception {
        install(planeHere, planeThere, 0x1000, path.local(), path.remote());
        install(planeThere, planeHere, 0x2000, path.remote(), path.local());
    }

    /** The same with ESP within UDP, between ports that are open at both ends. */
    void protectWithinUdp(UserspacePlane planeHere, UserspacePlane planeThere, PlanePath path) throws Exception {
        UdpEncapsulation udp = udp(path);
        SaParameters there1 = parameters(0x1000, path.local(), path.remote()).within(Optional.of(udp));
        SaParameters here1 = parameters(0x1000, path.local(), path.remote()).within(Optional.of(udp));
        there.call(() -> planeThere.installInbound(there1));
        here.call(() -> planeHere.installOutbound(here1));
        SaParameters here2 = parameters(0x2000, path.remote(), path.local()).within(Optional.of(udp.turned()));
        SaParameters there2 = parameters(0x2000, path.remote(), path.local()).within(Optional.of(udp.turned()));
        here.call(() -> planeHere.installInbound(here2));
        there.call(() -> planeThere.installOutbound(there2));
    }

    /** From here to there, port 4500 at both ends. */
    static UdpEncapsulation udp(PlanePath path) {
        return new UdpEncapsulation(
                new InetSocketAddress(path.local(), NAT_PORT), new InetSocketAddress(path.remote(), NAT_PORT));
    }

    private void install(UserspacePlane sender, UserspacePlane receiver, int spi, InetAddress from, InetAddress to)
            throws Exception {
        boolean fromHere = spi == 0x1000;
        (fromHere ? here : there).call(() -> sender.installOutbound(parameters(spi, from, to)));
        (fromHere ? there : here).call(() -> receiver.installInbound(parameters(spi, from, to)));
    }

    static SaParameters parameters(int spi, InetAddress from, InetAddress to) {
        byte[] key = new byte[EspAlgorithm.AES_GCM_16_128.keyMaterialBytes()];
        Arrays.fill(key, (byte) (spi >> 8 ^ from.getAddress().length));
        return SaParameters.builder(spi + from.getAddress().length, from, to)
                .build(EspAlgorithm.AES_GCM_16_128, KeyMaterial.copyOf(key));
    }

    /** Puts a whole IP packet on the link. */
    void sendFromHere(byte[] packet) throws Exception {
        boolean ipv6 = (packet[0] & 0xf0) == 0x60;
        NativeMemory memory =
                NativeMemory.of(ByteBuffer.allocateDirect(packet.length).put(0, packet));
        MessageBurst burst = new MessageBurst(memory, 1);
        burst.outgoing(0, packet.length);
        try (MarkedInjector raw = here.call(() -> MarkedInjector.open(ipv6, 1))) {
            raw.send(burst);
        }
    }

    /** An IP packet from here to there with this many octets of rubbish as ESP. */
    byte[] espPacket(PlanePath path, int payload) {
        boolean ipv6 = path.local().getAddress().length == 16;
        ByteBuffer packet = ByteBuffer.allocate((ipv6 ? 40 : 20) + payload);
        if (ipv6) {
            packet.putInt(0x60000000).putShort((short) payload).put((byte) ESP).put((byte) 64);
        } else {
            packet.putInt(0x45000000 | packet.capacity())
                    .putInt(0x00014000)
                    .put((byte) 64)
                    .put((byte) ESP);
            packet.putShort((short) 0);
        }
        packet.put(path.local().getAddress()).put(path.remote().getAddress());
        if (payload >= 4) {
            packet.putInt(0x1000 + path.local().getAddress().length);
        }
        while (packet.hasRemaining()) {
            packet.put((byte) payload);
        }
        return packet.array();
    }

    /** The path between the two hosts in a family. */
    static PlanePath path(boolean ipv6) throws Exception {
        return ipv6
                ? new PlanePath(InetAddress.getByName("fd01::1"), InetAddress.getByName("fd01::2"))
                : new PlanePath(InetAddress.getByName("10.1.0.1"), InetAddress.getByName("10.1.0.2"));
    }

    /** An SCTP packet of one chunk with this many octets of data that depend on the number. */
    static byte[] sctp(int number, int dataBytes) {
        byte[] packet = new byte[16 + dataBytes];
        Arrays.fill(packet, (byte) number);
        packet[0] = 0x0f;
        packet[1] = 0x1c;
        return packet;
    }

    @Override
    public void close() {
        wire.close();
        here.close();
        there.close();
    }

    /** Something that comes true after a while. */
    interface Condition {
        boolean holds() throws Exception;
    }

    /** Waits until something holds; fails after five seconds, with the routes. */
    void await(String what, Condition condition) throws Exception {
        long deadlineNs = System.nanoTime() + 5_000_000_000L;
        while (!condition.holds()) {
            if (System.nanoTime() > deadlineNs) {
                throw new AssertionError("not within 5 s: %s%n%s".formatted(what, here.ip("route show table all")));
            }
            Thread.onSpinWait();
        }
    }
}
