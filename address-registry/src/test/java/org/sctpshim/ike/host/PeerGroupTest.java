package org.sctpshim.ike.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.auth.CertificateAuthentication;
import org.sctpshim.ike.auth.CertificateCredential;
import org.sctpshim.ike.auth.IdentityPattern;
import org.sctpshim.ike.auth.PeerAuthentication;
import org.sctpshim.ike.auth.PresharedKey;
import org.sctpshim.ike.auth.RevocationPolicy;
import org.sctpshim.ike.auth.TestAuthority;
import org.sctpshim.ike.auth.TestKey;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.sa.TransportMode;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.AddressRange;
import org.sctpshim.registry.PeerId;

/** One entry for many peers, each with its own certificate (RFC 4301 section 4.4.3). */
class PeerGroupTest {
    private static final TestAuthority ROOT = TestAuthority.root("group root");
    private static final CertificateAuthentication TRUSTED = new CertificateAuthentication(
            ROOT.trusted().revocation(RevocationPolicy.OFF).build());
    private static final IdentityPattern RAN = IdentityPattern.below("ran.example");
    private static final AddressPolicy ANY_10 = AddressPolicy.listedWithin(List.of(AddressRange.parse("10.0.0.0/8")));

    private static CertificateCredential certificate(String dns) {
        return ROOT.issue("CN=" + dns).dns(dns).credential(TestKey.P256, ROOT.certificate());
    }

    private static PeerGroup group(String name, IdentityPattern pattern, AddressPolicy policy, int most) {
        return new PeerGroup(
                new PeerId(name),
                pattern,
                TRUSTED,
                Optional.empty(),
                policy,
                IdentityAddresses.IGNORE,
                TransportMode.REQUIRED,
                most);
    }

    private static HostPeer single(String name, String dns, PeerAuthentication authentication) {
        return new HostPeer(
                new PeerEntry(new PeerId(name), Identification.fqdn(dns), authentication), ANY_10, List.of());
    }

    private static Crowd center(PadEntry... entries) {
        HostSetup setup = HostSetup.beta().certificates(TRUSTED, certificate("beta.example"));
        setup.entries = List.of(entries);
        return new Crowd(setup);
    }

    /** A base station that calls itself so, shows a certificate for that name, and has two addresses ending in that. */
    private static HostSetup station(String identity, String certified, int last) {
        HostSetup setup = HostSetup.alpha()
                .addresses(HostSetup.address("10.1.0." + last), HostSetup.address("10.2.0." + last))
                .certificates(TRUSTED, certificate(certified));
        setup.identification = Identification.fqdn(identity);
        return setup;
    }

    private static PeerId named(String name) {
        return new PeerId(name);
    }

    private static List<String> refusals(TestHost host) {
        return host.events(HostEvent.AuthenticationFailed.class).stream()
                .map(HostEvent.AuthenticationFailed::reason)
                .toList();
    }

    @Test
    @Requirement("RFC 4301 P2")
    void everyPeerOfAGroupIsAPeerOfItsOwn() {
        Crowd crowd = center(group("ran", RAN, ANY_10, 10));
        TestHost first = crowd.comes(station("enb1.ran.example", "enb1.ran.example", 11));
        TestHost second = crowd.comes(station("enb2.ran.example", "enb2.ran.example", 12));

        assertThat(first.protectedPaths()).isEqualTo(4);
        assertThat(second.protectedPaths()).isEqualTo(4);
        assertThat(crowd.center.ike.peers())
                .extracting(HostPeer::id)
                .containsExactly(named("ran[enb1.ran.example]"), named("ran[enb2.ran.example]"));
        assertThat(crowd.center.ike.registry().paths(named("ran[enb2.ran.example]")))
                .hasSize(4)
                .allSatisfy(path ->
                        assertThat(path.id().pair().remote().getHostAddress()).endsWith(".12"));
    }

    @Test
    @Requirement({"RFC 4301 P1", "RFC 4301 P2"})
    void whatAnEarlierEntryIsForNeverComesToALaterOne() {
        Crowd crowd = center(
                single("special", "enb1.ran.example", TRUSTED),
                group("ran", RAN, ANY_10, 10),
                group("all", new IdentityPattern.Below("example"), ANY_10, 10));
        crowd.comes(station("enb1.ran.example", "enb1.ran.example", 11));
        crowd.comes(station("enb2.ran.example", "enb2.ran.example", 12));
        crowd.comes(station("core.example", "core.example", 13));

        assertThat(crowd.center.ike.peers())
                .filteredOn(peer -> crowd.center.ike.hasIkeSaWith(peer.id()))
                .extracting(HostPeer::id)
                .containsExactly(named("special"), named("ran[enb2.ran.example]"), named("all[core.example]"));
    }

    @Test
    @Requirement("RFC 4301 P1")
    void whoFailsTheFirstEntryIsNotTriedByALaterOne() {
        PresharedKey key = new PresharedKey(SecretBytes.copyOf("the operator's own".getBytes(UTF_8)));
        Crowd crowd = center(single("special", "enb1.ran.example", key), group("ran", RAN, ANY_10, 10));
        TestHost station = crowd.comes(station("enb1.ran.example", "enb1.ran.example", 11));
        TestHost shouting = crowd.comes(station("ENB1.ran.Example", "enb1.ran.example", 12));

        assertThat(crowd.center.ike.establishedCount()).isZero();
        assertThat(station.lastEnd()).contains("AUTHENTICATION_FAILED");
        assertThat(shouting.lastEnd()).contains("AUTHENTICATION_FAILED");
        assertThat(refusals(crowd.center)).first().asString().contains("configured to use a pre-shared key");
    }

    @Test
    @Requirement("RFC 4301 P4")
    void theCertificateMustHoldTheIdentityThatItsHolderClaims() {
        Crowd crowd = center(group("ran", RAN, ANY_10, 10));
        TestHost liar = crowd.comes(station("enb1.ran.example", "enb2.ran.example", 12));

        assertThat(crowd.center.ike.establishedCount()).isZero();
        assertThat(crowd.center.ike.peers()).as("a claim makes nobody a peer").isEmpty();
        assertThat(liar.lastEnd()).contains("AUTHENTICATION_FAILED");
        assertThat(refusals(crowd.center)).first().asString().contains("is not for enb1.ran.example");
    }

    @Test
    @Requirement({"RFC 4301 P6", "RFC 7296 5.1-1"})
    void whoIsNotInTheDatabaseIsRefusedBeforeItsSelectorsAreLookedAt() {
        Crowd crowd = center(group("ran", RAN, ANY_10, 10));
        crowd.comes(station("enb1.core.example", "enb1.core.example", 11));

        assertThat(crowd.center.installed).isEmpty();
        assertThat(refusals(crowd.center)).first().asString().contains("no peer is configured by that name");
    }

    @Test
    @Requirement("RFC 4301 P5")
    void theRangesOfTheEntryHoldForEachOfItsPeers() {
        AddressPolicy narrow = AddressPolicy.listedWithin(List.of(AddressRange.parse("10.1.0.0/16")));
        Crowd crowd = center(group("ran", RAN, narrow, 10));
        TestHost station = crowd.comes(station("enb1.ran.example", "enb1.ran.example", 11));

        assertThat(station.protectedPaths())
                .as("only from its address in 10.1.0.0/16")
                .isEqualTo(2);
    }

    @Test
    void noPeerOfAGroupGetsAnotherOnesAddress() {
        Crowd crowd = center(group("ran", RAN, ANY_10, 10));
        crowd.comes(station("enb1.ran.example", "enb1.ran.example", 11));
        HostSetup greedy = station("enb2.ran.example", "enb2.ran.example", 12)
                .addresses(HostSetup.address("10.1.0.12"), HostSetup.address("10.2.0.11"));
        crowd.comes(greedy);

        assertThat(crowd.center.ike.registry().holderOf(HostSetup.address("10.2.0.11")))
                .contains(named("ran[enb1.ran.example]"));
        assertThat(crowd.center.ike.registry().paths(named("ran[enb2.ran.example]")))
                .allSatisfy(path -> assertThat(path.id().pair().remote()).isEqualTo(HostSetup.address("10.1.0.12")));
    }

    @Test
    void noMoreThanTheLimitAreThereAtOnceAndOneThatLeavesMakesRoom() {
        Crowd crowd = center(group("ran", RAN, ANY_10, 1));
        TestHost first = crowd.comes(station("enb1.ran.example", "enb1.ran.example", 11));
        TestHost second = crowd.comes(station("enb2.ran.example", "enb2.ran.example", 12));
        assertThat(second.lastEnd()).contains("TEMPORARY_FAILURE");
        assertThat(crowd.center.ike.peers()).hasSize(1);
        assertThat(refusals(crowd.center))
                .first()
                .asString()
                .isEqualTo("peer \"ran[enb2.ran.example]\" is refused: \"ran\" admits 1 peers at once and has them:"
                        + " raise its limit, or see why so many are there");

        first.ike.closeAll("over", first.nowNs);
        first.drain();
        crowd.passMillis(10_000);
        assertThat(second.protectedPaths()).isEqualTo(4);
        assertThat(crowd.center.ike.peers()).extracting(HostPeer::id).containsExactly(named("ran[enb2.ran.example]"));
    }

    @Test
    void bothEndsKnowEachOtherInWhateverSpelling() {
        Crowd crowd = center(single("station", "enb1.ran.example", TRUSTED));
        HostSetup shouting = station("ENB1.RAN.example", "enb1.ran.example", 11);
        shouting.peerIdentification = Identification.fqdn("Beta.Example");
        assertThat(crowd.comes(shouting).protectedPaths()).isEqualTo(4);
        assertThat(crowd.center.ike.hasIkeSaWith(named("station"))).isTrue();
    }

    @Test
    void oneCertificateIsOnePeerHoweverItsNameIsWritten() {
        Crowd crowd = center(group("ran", RAN, ANY_10, 10));
        crowd.comes(station("enb1.ran.example", "enb1.ran.example", 11));
        crowd.comes(station("ENB1.RAN.example", "enb1.ran.example", 11));

        assertThat(crowd.center.ike.peers()).extracting(HostPeer::id).containsExactly(named("ran[enb1.ran.example]"));
        assertThat(crowd.center.ike.establishedCount()).isEqualTo(1);
    }

    @Test
    void ofAPeerThatHasGoneNothingIsKept() {
        Crowd crowd = center(group("ran", RAN, ANY_10, 10));
        TestHost station = crowd.comes(station("enb1.ran.example", "enb1.ran.example", 11));
        PeerId id = named("ran[enb1.ran.example]");
        assertThat(crowd.center.ike.registry().paths(id)).hasSize(4);

        station.ike.closeAll("over", station.nowNs);
        station.drain();
        crowd.settle();
        assertThat(crowd.center.ike.peers()).isEmpty();
        assertThat(crowd.center.installed).isEmpty();
        assertThat(crowd.center.events(HostEvent.PeerGone.class)).containsExactly(new HostEvent.PeerGone(id));
        assertThat(crowd.center.ike.registry().holderOf(HostSetup.address("10.1.0.11")))
                .isEmpty();
        assertThat(crowd.center.ike.registry().paths(id)).isEmpty();
    }

    @Test
    void aGroupIsNotConnectedTo() {
        TestHost center = center(group("ran", RAN, ANY_10, 10)).center;
        assertThatThrownBy(() -> center.ike.open(named("ran"), center.setup.end(), 2905, 0))
                .hasMessage("\"ran\" is an entry for many peers: it waits for them to come");
    }

    @Test
    void aKeyForManyIsRefused() {
        PresharedKey key = new PresharedKey(SecretBytes.copyOf("everybody's".getBytes(UTF_8)));
        assertThatThrownBy(() -> new PeerGroup(
                        named("ran"),
                        RAN,
                        key,
                        Optional.empty(),
                        ANY_10,
                        IdentityAddresses.IGNORE,
                        TransportMode.REQUIRED,
                        10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "cannot have one pre-shared key: whoever knew it could pass for every other of them");
    }

    @Test
    void aRangeThatIsVouchedForIsRefusedSinceEachCouldTakeTheAddressOfAnother() {
        AddressPolicy vouching = new AddressPolicy(
                ANY_10.permitted(), List.of(AddressRange.parse("10.1.0.0/16")), AddressPolicy.Listed.ANNOUNCED);
        assertThatThrownBy(() -> group("ran", RAN, vouching, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("each of them could take the address of another");
    }

    @Test
    void certificatesThatNeedNotHoldTheIdentityAreRefused() {
        assertThatThrownBy(() -> new PeerGroup(
                        named("ran"),
                        RAN,
                        new CertificateAuthentication(TRUSTED.anchors(), false),
                        Optional.empty(),
                        ANY_10,
                        IdentityAddresses.IGNORE,
                        TransportMode.REQUIRED,
                        10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs certificates that hold the peer's identity");
    }

    @Test
    @Requirement("RFC 4301 P1")
    void anEntryThatNobodyCouldComeToIsRefused() {
        PadEntry ran = group("ran", RAN, ANY_10, 10);
        assertThatThrownBy(() -> center(ran, single("special", "enb1.ran.example", TRUSTED)))
                .hasMessage("peer \"special\" would never be looked at: \"ran\" comes before it and is for"
                        + " enb1.ran.example too; put \"special\" before it");
        assertThatThrownBy(() -> center(
                        single("one", "enb1.ran.example", TRUSTED), single("other", "ENB1.ran.example", TRUSTED)))
                .hasMessage("there are two peers with the identity ENB1.ran.example");
        assertThatThrownBy(() -> center(ran, single("ran[x]", "x.core.example", TRUSTED)))
                .hasMessageContaining("is named like one of the peers of \"ran\"");
        assertThatThrownBy(() -> center(single("ran[x]", "x.core.example", TRUSTED), ran))
                .hasMessageContaining("call it otherwise");
    }
}
