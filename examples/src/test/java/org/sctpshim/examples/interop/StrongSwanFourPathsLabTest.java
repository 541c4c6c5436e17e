package org.sctpshim.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.examples.lab.LabLinks.Link.LINK1;
import static org.sctpshim.examples.lab.LabLinks.Link.LINK2;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sctpshim.examples.demo.capture.PacketKind;
import org.sctpshim.examples.lab.LabHost;
import org.sctpshim.examples.lab.LabLinks;
import org.sctpshim.examples.lab.PeerAddresses;
import org.sctpshim.examples.lab.TellsWhatHostsSaid;

/**
 * One association over two links and four pairs of addresses, under one IKE SA, with strongSwan at the other end: its
 * mode {@code transport_proxy} takes a Child SA of any pair that its configuration names.
 */
@Tag("lab")
@ExtendWith(TellsWhatHostsSaid.class)
class StrongSwanFourPathsLabTest {
    private static final Pattern CHILD_LINE = Pattern.compile("^ *(pair[0-9]+): #");
    private static final Pattern CARRIED = Pattern.compile("^ *(in|out) .* [1-9][0-9]* bytes");

    @TempDir
    private Path folder;

    @AutoClose
    private final LabHost alpha = LabHost.alpha();

    @AutoClose
    private final LabHost beta = LabHost.beta();

    @AutoClose
    private final LabLinks links = new LabLinks();

    private StrongSwan strongSwan;
    private LinkTap tap1;
    private LinkTap tap2;

    @BeforeEach
    void start() throws IOException {
        strongSwan = StrongSwan.start(beta);
        tap1 = LinkTap.start(alpha, LINK1, folder.resolve("link1.pcap"));
        tap2 = LinkTap.start(alpha, LINK2, folder.resolve("link2.pcap"));
    }

    @Test
    void protectsAllPairsUnderOneIkeSaAndSurvivesALinkThatGoesDown() throws Exception {
        FourPairs.configure(strongSwan);
        EchoEnd server = EchoEnd.bare(beta, FourPairs.THEIR_END, "10.1.0.1:2905");
        server.say("serve");
        server.await("serving");
        EchoEnd shim = EchoEnd.shim(alpha, FourPairs.SHIM);
        shim.say("connect");
        assertThat(shim.await("connected")).isEqualTo("10.1.0.2 10.2.0.2");
        EchoEnd.exchange(shim, server);
        assertThat(strongSwan.count()).isEqualTo(new IkePeer.SaCounts(1, 4));
        PeerAddresses.awaitActive(alpha, "10.1.0.2", "10.2.0.2");
        PeerAddresses.awaitActive(beta, "10.1.0.1", "10.2.0.1");

        // With a link down the kernels send over the crossed pairs.
        links.takeDown(LINK1);
        EchoEnd.exchange(shim, server);
        assertThat(pairsThatCarriedSomething()).containsExactlyInAnyOrder("pair11", "pair12", "pair21", "pair22");
        links.restore(LINK1);
        EchoEnd.exchange(shim, server);
        assertNothingInClear();
    }

    private Set<String> pairsThatCarriedSomething() {
        Set<String> pairs = new TreeSet<>();
        String pair = "";
        for (String line : strongSwan.swanctl("--list-sas").lines().toList()) {
            Matcher child = CHILD_LINE.matcher(line);
            if (child.find()) {
                pair = child.group(1);
            } else if (CARRIED.matcher(line).find()) {
                pairs.add(pair);
            }
        }
        return pairs;
    }

    /**
     * What strongSwan does to policies of its own when the IKE SA moves is no good for other pairs; without policies it
     * leaves Child SAs of this mode alone.
     */
    @Test
    void keepsEveryPairWhenTheIkeSaMovesIfItsPoliciesAreNotItsOwn() throws Exception {
        FourPairs.configureWithPoliciesApart(strongSwan, beta);
        EchoEnd server = EchoEnd.bare(beta, FourPairs.THEIR_END, "10.1.0.1:2905");
        server.say("serve");
        server.await("serving");
        EchoEnd shim = EchoEnd.shim(alpha, FourPairs.SHIM);
        shim.say("connect");
        assertThat(shim.await("connected")).isEqualTo("10.1.0.2 10.2.0.2");
        EchoEnd.exchange(shim, server);
        PeerAddresses.awaitActive(alpha, "10.1.0.2", "10.2.0.2");
        PeerAddresses.awaitActive(beta, "10.1.0.1", "10.2.0.1");

        links.cutSilently(LINK1);
        shim.say("send after the cut");
        assertThat(shim.await("heard")).isEqualTo("after the cut");
        assertThat(shim.await("ike moved")).isEqualTo("10.2.0.1 10.2.0.2");
        strongSwan.awaitSaid("N(UPD_SA_ADDR)");
        EchoEnd.exchange(shim, server);
        assertThat(strongSwan.count()).isEqualTo(new IkePeer.SaCounts(1, 4));
        links.restore(LINK1);
        EchoEnd.exchange(shim, server);
        PeerAddresses.awaitActive(alpha, "10.1.0.2", "10.2.0.2");
        PeerAddresses.awaitActive(beta, "10.1.0.1", "10.2.0.1");
        assertNothingInClear();
    }

    private void assertNothingInClear() throws IOException {
        assertThat(tap1.count(PacketKind.CLEAR_SCTP)).isZero();
        assertThat(tap2.count(PacketKind.CLEAR_SCTP)).isZero();
    }
}
