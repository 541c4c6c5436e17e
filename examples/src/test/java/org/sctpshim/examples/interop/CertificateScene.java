package org.sctpshim.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.examples.lab.LabLinks.Link.LINK1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sctpshim.examples.lab.LabHost;
import org.sctpshim.examples.lab.LabProcess;
import org.sctpshim.examples.pki.LabPki;

/** Both ends show certificates. */
abstract class CertificateScene extends PeerScene {
    private static final String FAULTS = """
            stranger, was issued by "CN=stranger
            expired,  expired on
            revoked,  is revoked
            """;
    private static final String IDENTITIES = """
            alpha.example,            beta.example
            alpha@lab.example,        beta@lab.example
            10.1.0.1,                 10.1.0.2
            """;

    private final LabPki pki = Authorities.PKI;

    /** Made once for all classes. */
    private static final class Authorities {
        static final LabPki PKI = make();

        private static LabPki make() {
            try {
                return LabPki.in(Files.createTempDirectory("pki"));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /**
     * Keys and signatures of both ends.
     *
     * @param ours our certificate
     * @param padding how our RSA key signs
     * @param theirs their certificate and methods
     * @param said what the daemon says once it has believed us
     */
    record Kind(String ours, String padding, PeerCertificate theirs, String said) {
        @Override
        public String toString() {
            return ours + " " + padding + ", " + theirs.certificate() + " " + theirs.signs();
        }
    }

    @Override
    final IkePeer startPeer(LabHost host) throws IOException {
        return startPeer(host, pki);
    }

    abstract IkePeer startPeer(LabHost host, LabPki authorities) throws IOException;

    /** What the two can do with each other. */
    abstract Stream<Kind> kinds();

    /** A certificate of beta with a method for its kind of key. */
    abstract PeerCertificate any(String certificate);

    @ParameterizedTest
    @MethodSource("kinds")
    void authenticateTheTwoWhenTheShimConnects(Kind kind) throws Exception {
        peer.configure(PeerPolicy.DEFAULT.certificate(kind.theirs()));
        becomeCertified(kind.ours(), "padding=" + kind.padding());
        connectFromShim();
        peer.awaitSaid(kind.said());
        closeAtShim();
        finish();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void authenticateTheTwoWhenTheShimListens(Kind kind) throws Exception {
        peer.configure(PeerPolicy.DEFAULT.certificate(kind.theirs()));
        becomeCertified(kind.ours(), "padding=" + kind.padding());
        connectFromPeerAndDelete();
        peer.awaitSaid(kind.said());
        finish();
    }

    @ParameterizedTest
    @CsvSource(textBlock = IDENTITIES)
    void namesOfAnyTypeAreInTheCertificates(String ours, String theirs) throws Exception {
        peer.configure(PeerPolicy.DEFAULT.certificate(any("beta-p256").identities(theirs, ours)));
        becomeCertified("alpha-p256", "name=" + ours, "peer=" + theirs);
        connectFromShim();
        closeAtShim();
        becomeCertified("alpha-p256", "name=" + ours, "peer=" + theirs);
        connectFromPeerAndDelete();
        finish();
    }

    @Test
    void chainsLeadFromOneAuthorityToAnother() throws Exception {
        peer.configure(PeerPolicy.DEFAULT.certificate(any("beta-below")));
        becomeCertified("alpha-below");
        connectFromShim();
        closeAtShim();
        becomeCertified("alpha-below");
        connectFromPeerAndDelete();
        finish();
    }

    @ParameterizedTest
    @CsvSource(textBlock = FAULTS)
    void thatAreNoGoodAreRefusedWhenTheShimConnects(String what, String sentence) throws Exception {
        peer.configure(PeerPolicy.DEFAULT.certificate(any("beta-" + what)));
        becomeCertified("alpha-p256");
        shim.say("connect");
        assertThat(shim.await("failed")).contains("peer \"beta.example\" is not authentic", sentence);
        peer.awaitSaid("AUTH");
        awaitCount(new IkePeer.SaCounts(0, 0));
        finish();
    }

    @ParameterizedTest
    @CsvSource(textBlock = FAULTS)
    void thatAreNoGoodAreRefusedWhenTheShimListens(String what, String sentence) throws Exception {
        peer.configure(PeerPolicy.DEFAULT.certificate(any("beta-" + what)));
        becomeCertified("alpha-p256");
        listenAtShim();
        peer.initiate();
        assertThat(shim.await("ike refused"))
                .startsWith("10.1.0.2 calls itself beta.example and is refused")
                .contains(sentence);
        peer.awaitSaid("AUTHENTICATION_FAILED");
        finish();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stranger", "expired", "revoked"})
    void ofOursThatAreNoGoodAreRefusedWhenTheShimConnects(String what) throws Exception {
        peer.configure(PeerPolicy.DEFAULT.certificate(any("beta-p256")));
        becomeCertified("alpha-" + what);
        shim.say("connect");
        assertThat(shim.await("failed"))
                .contains("peer \"beta.example\"", "AUTHENTICATION_FAILED", "does not believe this host's certificate");
        finish();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stranger", "expired", "revoked"})
    void ofOursThatAreNoGoodAreRefusedWhenTheShimListens(String what) throws Exception {
        peer.configure(PeerPolicy.DEFAULT.certificate(any("beta-p256")));
        becomeCertified("alpha-" + what);
        listenAtShim();
        peer.initiate();
        assertThat(shim.await("ike ended")).contains("could not authenticate this host");
        finish();
    }

    @Test
    void thatAreRevokedAreFoundByAskingTheirOcspResponder() throws Exception {
        LabProcess responder = alpha.start(pki.ocspResponder());
        responder.awaitLineWith("waiting for OCSP client connections");
        peer.configure(PeerPolicy.DEFAULT.certificate(any("beta-asked")));
        becomeCertified("alpha-p256", "crls=", "online=yes");
        shim.say("connect");
        assertThat(shim.await("failed")).contains("peer \"beta.example\" is not authentic", "is revoked");
        responder.close();
        finish();
    }

    @Test
    void areChosenByTheAuthorityThatThePeerAsksFor() throws Exception {
        peer.configure(PeerPolicy.DEFAULT.certificate(any("beta-p256")));
        becomeCertified(List.of("alpha-long", "alpha-p256"));
        connectFromPeerAndDelete();
        finish();
    }

    @Test
    void longChainsTravelInFragmentsWhenTheShimConnects() throws Exception {
        peer.configure(PeerPolicy.DEFAULT.certificate(any("beta-long").authority("long-root")));
        becomeCertified("alpha-long");
        LinkTap own = LinkTap.start(alpha, LINK1, Files.createTempFile("fragments", ".pcap"));
        connectFromShim();
        closeAtShim();
        expectFragments(own.stop());
        finish();
    }

    @Test
    void longChainsTravelInFragmentsWhenTheShimListens() throws Exception {
        peer.configure(PeerPolicy.DEFAULT.certificate(any("beta-long").authority("long-root")));
        becomeCertified("alpha-long");
        LinkTap own = LinkTap.start(alpha, LINK1, Files.createTempFile("fragments", ".pcap"));
        connectFromPeerAndDelete();
        expectFragments(own.stop());
        finish();
    }

    private static void expectFragments(Path capture) throws IOException {
        List<IkeFrame> frames = IkeFrame.read(capture);
        assertThat(frames).noneMatch(IkeFrame::inIpFragments);
        assertThat(frames)
                .filteredOn(IkeFrame::isFragment)
                .extracting(IkeFrame::source)
                .contains("10.1.0.1", "10.1.0.2");
        assertThat(frames).filteredOn(IkeFrame::isFragment).hasSizeGreaterThan(4);
    }

    /** The shim shows one of alpha's certificates, and trusts both roots. */
    void becomeCertified(String certificate, String... more) {
        becomeCertified(List.of(certificate), more);
    }

    private void becomeCertified(List<String> certificates, String... more) {
        String[] settings = {
            "certificate=" + joined(certificates.stream().map(pki::chain)),
            "key=" + joined(certificates.stream().map(pki::key)),
            "anchors=" + joined(Stream.of("root", "long-root").map(pki::anchor)),
            "crls=" + pki.revocationList()
        };
        become(Stream.concat(Arrays.stream(settings), Arrays.stream(more)).toArray(String[]::new));
    }

    private static String joined(Stream<Path> files) {
        return files.map(Path::toString).collect(Collectors.joining(","));
    }
}
