package org.sctpshim.esp.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.sctpshim.esp.linux.XfrmPolicy.Direction;

/** Our messages to the kernel are, octet by octet, those that {@code ip xfrm} sends for the same. */
class XfrmMessageTest {

    private static final int PRIORITY = 5131;

    @Test
    void aPolicyThatLetsProtectedPacketsInIsAsIpWritesIt() throws IOException {
        XfrmTemplate template = new XfrmTemplate(address("10.1.0.2"), address("10.1.0.1"), 0, 7, false);
        assertSame(
                "POL-IN",
                XfrmPolicy.protect(
                        Direction.IN, address("10.1.0.2"), 2906, address("10.1.0.1"), 2905, template, PRIORITY));
    }

    @Test
    void aPolicyThatNamesItsSaIsAsIpWritesIt() throws IOException {
        XfrmTemplate template = new XfrmTemplate(address("fd00::1"), address("fd00::2"), 0x1234, 7, false);
        assertSame(
                "POL-OUT6",
                XfrmPolicy.protect(
                        Direction.OUT, address("fd00::1"), 2905, address("fd00::2"), 2906, template, PRIORITY));
    }

    @Test
    void aPolicyThatBlocksIsAsIpWritesIt() throws IOException {
        assertSame("BLOCK", XfrmPolicy.blockFrom(address("10.1.0.2"), 5132));
    }

    @Test
    void anSaOfAesGcmWithExtendedSequenceNumbersIsAsIpWritesIt() throws IOException {
        XfrmState state = new XfrmState(
                0xc0000001,
                address("10.1.0.1"),
                address("10.1.0.2"),
                false,
                address("10.1.0.1"),
                address("10.1.0.2"),
                2905,
                2906,
                7,
                new XfrmAlgorithm.Aead("rfc4106(gcm(aes))", 128),
                true,
                1024,
                new XfrmLimits(XfrmLimits.NONE, 1000, 3600),
                new XfrmLimits(XfrmLimits.NONE, 2000, 0));
        assertSame("STATE-GCM", state, octets(0, 20));
    }

    @Test
    void anSaOfAesCbcAndHmacIsAsIpWritesIt() throws IOException {
        XfrmState state = new XfrmState(
                0xc0000002,
                address("fd00::1"),
                address("fd00::2"),
                false,
                address("fd00::1"),
                address("fd00::2"),
                0,
                0,
                7,
                new XfrmAlgorithm.EncryptThenMac("cbc(aes)", 16, "hmac(sha256)", 128),
                false,
                64,
                XfrmLimits.UNLIMITED,
                XfrmLimits.UNLIMITED);
        byte[] key =
                ByteBuffer.allocate(48).put(octets(0x20, 16)).put(octets(0, 32)).array();
        assertSame("STATE-CBC", state, key);
    }

    @Test
    void anSaInTunnelModeAndItsPolicyAreAsIpWritesThem() throws IOException {
        XfrmState state = new XfrmState(
                0xc0000003,
                address("192.0.2.1"),
                address("192.0.2.2"),
                true,
                address("10.1.0.1"),
                address("10.1.0.2"),
                0,
                0,
                7,
                new XfrmAlgorithm.Aead("rfc4106(gcm(aes))", 128),
                false,
                64,
                XfrmLimits.UNLIMITED,
                XfrmLimits.UNLIMITED);
        assertSame("STATE-TUNNEL", state, octets(0, 20));
        XfrmTemplate template = new XfrmTemplate(address("192.0.2.1"), address("192.0.2.2"), 0xc0000003, 7, true);
        assertSame(
                "POL-TUNNEL",
                XfrmPolicy.protect(Direction.OUT, address("10.1.0.1"), 0, address("10.1.0.2"), 0, template, PRIORITY));
    }

    @Test
    void anEncapsulatedSaIsAsIpWritesIt() throws IOException {
        XfrmState state = gcm(0xc0000004, "10.1.0.1", "10.1.0.2").within(new XfrmEncapsulation(4500, 61234));
        assertSame("STATE-UDP", state, octets(0, 20));
    }

    @Test
    void anEncapsulatedSaThatIsMovedIsAsIpWritesIt() throws IOException {
        XfrmState state = gcm(0xc0000005, "fd00::1", "fd00::2").within(new XfrmEncapsulation(61234, 4500));
        assertSame("STATE-UDP6", state, new byte[20]);
    }

    private static XfrmState gcm(int spi, String from, String to) throws IOException {
        return new XfrmState(
                spi,
                address(from),
                address(to),
                false,
                address(from),
                address(to),
                0,
                0,
                7,
                new XfrmAlgorithm.Aead("rfc4106(gcm(aes))", 128),
                false,
                64,
                XfrmLimits.UNLIMITED,
                XfrmLimits.UNLIMITED);
    }

    @Test
    void nothingOfAKeyStaysBehindInTheMessage() {
        NetlinkRequest request = new NetlinkRequest("a message with a key", 16, 0).octets(octets(1, 64));
        request.wipe();
        byte[] left = new byte[128];
        request.finish(1).buffer().get(16, left);
        assertThat(left).containsOnly(0);
    }

    private static void assertSame(String name, XfrmPolicy policy) throws IOException {
        assertThat(written(XfrmPolicies.write(new NetlinkRequest(name, 0, 0), policy)))
                .isEqualTo(ofIp(name));
    }

    private static void assertSame(String name, XfrmState state, byte[] key) throws IOException {
        assertThat(written(XfrmStates.write(new NetlinkRequest(name, 0, 0), state, key)))
                .isEqualTo(ofIp(name));
    }

    private static String written(NetlinkRequest request) {
        byte[] octets = new byte[request.length() - NetlinkRequest.HEADER_BYTES];
        request.finish(1).buffer().get(NetlinkRequest.HEADER_BYTES, octets);
        return HexFormat.of().formatHex(octets);
    }

    private static String ofIp(String name) throws IOException {
        try (InputStream captured = XfrmMessageTest.class.getResourceAsStream("ip-xfrm.txt")) {
            assertThat(captured).isNotNull();
            String text = new String(captured.readAllBytes(), StandardCharsets.US_ASCII);
            return text.lines()
                    .filter(line -> line.startsWith(name + " "))
                    .map(line -> line.substring(name.length() + 1))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static InetAddress address(String text) throws IOException {
        return InetAddress.getByName(text);
    }

    private static byte[] octets(int first, int count) {
        byte[] octets = new byte[count];
        for (int at = 0; at < count; at++) {
            octets[at] = (byte) (first + at);
        }
        return octets;
    }
}
