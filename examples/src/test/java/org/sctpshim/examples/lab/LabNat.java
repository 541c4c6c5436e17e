package org.sctpshim.examples.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sctpshim.examples.demo.capture.LinkCapture;
import org.sctpshim.examples.demo.capture.Packet;

/**
 * A host of its own between alpha and beta that translates addresses and ports:
 *
 * <pre>
 *   alpha 192.168.7.2 --- 192.168.7.1 nat 203.0.113.1 --- 203.0.113.2 beta
 * </pre>
 *
 * Beta sees alpha at an address of the NAT and at a port of its choice, and cannot reach alpha otherwise. Closing takes the
 * NAT out again; close what runs on the two hosts first. Not safe for use by several threads.
 */
public final class LabNat implements AutoCloseable {
    /** Alpha's address behind the NAT. */
    public static final String INSIDE = "192.168.7.2";
    /** Beta's address. */
    public static final String OUTSIDE = "203.0.113.2";
    /** The NAT's address, which alpha has for beta. */
    public static final String NAT = "203.0.113.1";
    /** The NAT's address after {@link #changeAddress}. */
    public static final String OTHER_NAT = "203.0.113.9";

    private final LabHost beta = LabHost.beta();
    private final Path file;
    private final LabProcess capture;

    private LabNat(Path file, LabProcess capture) {
        this.file = file;
        this.capture = capture;
    }

    /** Puts the NAT in and taps the line between it and beta. */
    public static LabNat build() throws IOException {
        run("modprobe -a iptable_nat xt_MASQUERADE xt_tcpudp");
        run("ip netns add nat");
        run("ip link add inside netns alpha type veth peer name inside netns nat");
        run("ip link add outside netns beta type veth peer name outside netns nat");
        run("ip -n alpha address add " + INSIDE + "/24 dev inside");
        run("ip -n nat address add 192.168.7.1/24 dev inside");
        run("ip -n nat address add " + NAT + "/24 dev outside");
        run("ip -n beta address add " + OUTSIDE + "/24 dev outside");
        for (String end : List.of("alpha link set inside", "nat link set inside", "nat link set outside")) {
            run("ip -n " + end + " up");
        }
        run("ip -n beta link set outside up");
        run("ip -n alpha route add 203.0.113.0/24 via 192.168.7.1");
        run("ip netns exec nat sh -c", "echo 1 > /proc/sys/net/ipv4/ip_forward");
        translateTo("20000-20999");
        Path file = Files.createTempDirectory("nat").resolve("outside.pcap");
        LabNat scene = new LabNat(
                file,
                LabHost.beta()
                        .start(("tcpdump -Z root -n -U -i outside -s 2048" + " --immediate-mode -w " + file)
                                .split(" ")));
        scene.capture.awaitLine("tcpdump: listening");
        return scene;
    }

    private static void translateTo(String ports) {
        run("ip netns exec nat iptables-legacy -t nat -F");
        run("ip netns exec nat iptables-legacy -t nat -A POSTROUTING -o outside -p udp -j MASQUERADE --to-ports "
                + ports);
    }

    /** Has the NAT forget what it knows, and give alpha other ports from now on. */
    public void forgetMappings() {
        translateTo("30000-30999");
        bounce();
    }

    /** Has the NAT forget what it knows, and give alpha another address from now on. */
    public void changeAddress() {
        run("ip -n nat address add " + OTHER_NAT + "/24 dev outside");
        run("ip -n nat address del " + NAT + "/24 dev outside");
        run("ip -n nat address replace " + OTHER_NAT + "/24 dev outside");
        bounce();
    }

    /** A translation to the address of an interface goes when the interface does. */
    private static void bounce() {
        run("ip -n nat link set outside down");
        run("ip -n nat link set outside up");
    }

    /** What has passed between the NAT and beta. */
    public List<Packet> packets() throws IOException {
        assertThat(capture.output()).as("the capture goes on").doesNotContain("captured");
        return LinkCapture.read("beta", "outside", file).packets();
    }

    private static void run(String words, String... last) {
        List<String> command = new ArrayList<>(List.of(words.split(" ")));
        command.addAll(List.of(last));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("%s failed:%n%s".formatted(command, output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        capture.close();
        beta.close();
        run("ip -n alpha link del inside");
        run("ip -n beta link del outside");
        run("ip netns del nat");
    }
}
