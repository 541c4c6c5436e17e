package org.sctpshim.ike.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.sctpshim.ike.auth.CertificateAuthentication;
import org.sctpshim.ike.auth.CertificateCredential;
import org.sctpshim.ike.auth.RevocationPolicy;
import org.sctpshim.ike.auth.TestAuthority;
import org.sctpshim.ike.auth.TestKey;
import org.sctpshim.ike.crypto.CipherSpec;
import org.sctpshim.ike.crypto.EphemeralKey;
import org.sctpshim.ike.crypto.KeyExchange;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.NatTraversal;
import org.sctpshim.ike.sa.PostquantumKey;
import org.sctpshim.ike.session.Lifetimes;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.IpAddress;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.KeyExchangePayload;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.PayloadType;
import org.sctpshim.ike.wire.ProtocolId;
import org.sctpshim.ike.wire.TrafficSelector;
import org.sctpshim.ike.wire.TrafficSelectorPayload;
import org.sctpshim.ike.wire.UnknownPayload;
import org.sctpshim.registry.AssociationId;

/** For each notify that a host sends, a run in which it does: the messages that are heard. */
final class NotifiesHeard {
    private NotifiesHeard() {}

    static Map<String, Supplier<Stream<IkeMessage>>> runs() {
        Map<String, Supplier<Stream<IkeMessage>>> all = new LinkedHashMap<>();
        for (String notify : List.of(
                "ADDITIONAL_IP4_ADDRESS",
                "CHILDLESS_IKEV2_SUPPORTED",
                "COOKIE2",
                "ESP_TFC_PADDING_NOT_SUPPORTED",
                "IKEV2_FRAGMENTATION_SUPPORTED",
                "INITIAL_CONTACT",
                "MOBIKE_SUPPORTED",
                "NO_NATS_ALLOWED",
                "SET_WINDOW_SIZE",
                "USE_TRANSPORT_MODE")) {
            all.put(notify, () -> established(HostSetup.alpha(), HostSetup.beta()));
        }
        all.put(
                "INTERMEDIATE_EXCHANGE_SUPPORTED",
                () -> established(
                        HostSetup.alpha().profile(SecurityProfile.HYBRID),
                        HostSetup.beta().profile(SecurityProfile.HYBRID)));
        all.put("SIGNATURE_HASH_ALGORITHMS", NotifiesHeard::withCertificates);
        for (String notify : List.of("USE_PPK", "PPK_IDENTITY", "NO_PPK_AUTH")) {
            all.put(notify, () -> established(mixing(HostSetup.alpha()), mixing(HostSetup.beta())));
        }
        for (String notify : List.of("NAT_DETECTION_SOURCE_IP", "NAT_DETECTION_DESTINATION_IP")) {
            all.put(notify, () -> established(traversing(HostSetup.alpha()), traversing(HostSetup.beta())));
        }
        all.put("ADDITIONAL_IP6_ADDRESS", NotifiesHeard::withIpv6);
        all.put(
                "NO_ADDITIONAL_ADDRESSES",
                () -> opened(new Ladder(
                        HostSetup.alpha().addresses(HostSetup.A1),
                        HostSetup.beta().addresses(HostSetup.B1))));
        all.put(
                "AUTH_LIFETIME",
                () -> established(
                        HostSetup.alpha(),
                        HostSetup.beta().lifetimes(Lifetimes.DEFAULT.withReauthentication(Duration.ofHours(1)))));
        all.put("COOKIE", NotifiesHeard::underLoad);
        all.put(
                "INVALID_KE_PAYLOAD",
                () -> opened(new Ladder(HostSetup.alpha(), HostSetup.beta().keyExchanges(KeyExchangeMethod.ECP_256))));
        all.put(
                "NO_PROPOSAL_CHOSEN",
                () -> opened(new Ladder(
                        HostSetup.alpha().cipher(CipherSpec.AES_GCM_16_128),
                        HostSetup.beta().cipher(CipherSpec.AES_GCM_16_256))));
        all.put(
                "AUTHENTICATION_FAILED",
                () -> opened(new Ladder(HostSetup.alpha(), HostSetup.beta().key("another pre-shared key"))));
        all.put("INVALID_MAJOR_VERSION", NotifiesHeard::laterVersion);
        all.put("UPDATE_SA_ADDRESSES", NotifiesHeard::moved);
        all.put("REKEY_SA", NotifiesHeard::rekeyed);
        all.put("UNEXPECTED_NAT_DETECTED", NotifiesHeard::throughNat);
        all.put("UNACCEPTABLE_ADDRESSES", NotifiesHeard::movedOutOfPolicy);
        all.put("INVALID_SYNTAX", () -> answer(ExchangeType.CREATE_CHILD_SA));
        all.put(
                "UNSUPPORTED_CRITICAL_PAYLOAD",
                () -> answer(ExchangeType.INFORMATIONAL, new UnknownPayload(new PayloadType(200), true, Bytes.EMPTY)));
        all.put("CHILD_SA_NOT_FOUND", NotifiesHeard::rekeyOfAStranger);
        all.put("ADDITIONAL_KEY_EXCHANGE", NotifiesHeard::severalKeyExchanges);
        all.put("STATE_NOT_FOUND", NotifiesHeard::unknownLink);
        all.put("TEMPORARY_FAILURE", () -> childBetween(HostSetup.A2));
        all.put("TS_UNACCEPTABLE", () -> childBetween(HostSetup.address("10.77.0.1")));
        all.put("SINGLE_PAIR_REQUIRED", NotifiesHeard::childOfARange);
        all.put("NO_ADDITIONAL_SAS", NotifiesHeard::oneChildTooMany);
        return all;
    }

    private static Stream<IkeMessage> established(HostSetup alpha, HostSetup beta) {
        Ladder ladder = new Ladder(alpha, beta);
        Eavesdropper ear = new Eavesdropper(ladder);
        ladder.established();
        return ear.heard.stream();
    }

    private static Stream<IkeMessage> opened(Ladder ladder) {
        Eavesdropper ear = new Eavesdropper(ladder);
        ladder.alpha.opens();
        ladder.settle();
        return ear.heard.stream();
    }

    private static Stream<IkeMessage> withCertificates() {
        TestAuthority root = TestAuthority.root("root");
        CertificateAuthentication trusted = new CertificateAuthentication(
                root.trusted().revocation(RevocationPolicy.OFF).build());
        return established(
                HostSetup.alpha().certificates(trusted, credential(root, "alpha")),
                HostSetup.beta().certificates(trusted, credential(root, "beta")));
    }

    private static CertificateCredential credential(TestAuthority root, String name) {
        return root.issue("CN=" + name).dns(name + ".example").credential(TestKey.P256, root.certificate());
    }

    private static HostSetup mixing(HostSetup setup) {
        setup.postquantumKey = Optional.of(
                new PostquantumKey(Bytes.utf8("winter"), SecretBytes.copyOf("a secret".getBytes(UTF_8)), false));
        return setup;
    }

    private static HostSetup traversing(HostSetup setup) {
        setup.nat = NatTraversal.ALLOW;
        return setup;
    }

    private static Stream<IkeMessage> withIpv6() {
        return opened(new Ladder(
                HostSetup.alpha()
                        .permits("10.0.0.0/8", "fd00::/16")
                        .addresses(HostSetup.A1, HostSetup.address("fd00::1")),
                HostSetup.beta().permits("10.0.0.0/8", "fd00::/16")));
    }

    private static Stream<IkeMessage> underLoad() {
        HostSetup beta = HostSetup.beta();
        beta.halfOpen = new HalfOpenLimits(0, 3, 100);
        return established(HostSetup.alpha(), beta);
    }

    private static Stream<IkeMessage> laterVersion() {
        Ladder ladder = new Ladder();
        ladder.alpha.opens();
        IkeDatagram request = ladder.alpha.sends("IKE_SA_INIT request 0");
        byte[] octets = request.content().toArray();
        octets[17] = 0x30;
        ladder.beta.receives(new IkeDatagram(request.endpoints(), Bytes.of(octets)));
        return new Eavesdropper(ladder).hears(ladder.beta.sendsAll().get(0)).stream();
    }

    private static Stream<IkeMessage> moved() {
        Ladder ladder = new Ladder();
        AssociationId id = ladder.established();
        Eavesdropper ear = new Eavesdropper(ladder);
        ladder.alpha.ike.removeLocal(id, ladder.alpha.current().local(), ladder.alpha.nowNs);
        ladder.alpha.drain();
        ladder.settle();
        return ear.heard.stream();
    }

    private static Stream<IkeMessage> rekeyed() {
        Ladder ladder = new Ladder();
        ladder.established();
        Eavesdropper ear = new Eavesdropper(ladder);
        ChildSa child = ladder.alpha.installed.values().iterator().next();
        ladder.alpha.ike.expiring(child.path(), child.spis(), ladder.alpha.nowNs);
        ladder.alpha.drain();
        ladder.settle();
        return ear.heard.stream();
    }

    private static Stream<IkeMessage> throughNat() {
        Ladder ladder = new Ladder();
        Nat nat = new Nat(HostSetup.address("10.99.0.1"));
        List<IkeMessage> heard = new ArrayList<>();
        Eavesdropper ear = new Eavesdropper(ladder);
        ladder.alpha.opens();
        for (int round = 0; round < 3; round++) {
            ladder.alpha.sendsAll().forEach(sent -> ladder.beta.receives(nat.out(sent)));
            ladder.beta.sendsAll().forEach(sent -> {
                ear.hears(sent).ifPresent(heard::add);
                ladder.alpha.receives(nat.in(sent));
            });
        }
        return heard.stream();
    }

    private static ScriptedInitiator peer() {
        ScriptedInitiator peer = new ScriptedInitiator(new TestHost(HostSetup.beta(), 2).listens());
        peer.establishWithList(HostSetup.A1, HostSetup.A2);
        return peer;
    }

    private static Stream<IkeMessage> answer(ExchangeType type, Payload... payloads) {
        return Stream.of(peer().ask(type, payloads));
    }

    private static Stream<IkeMessage> movedOutOfPolicy() {
        ScriptedInitiator peer = peer();
        peer.from = HostSetup.address("192.0.2.9");
        return Stream.of(peer.ask(ExchangeType.INFORMATIONAL, NotifyPayload.of(NotifyType.UPDATE_SA_ADDRESSES)));
    }

    private static Stream<IkeMessage> rekeyOfAStranger() {
        ScriptedInitiator peer = peer();
        List<Payload> payloads = new ArrayList<>();
        payloads.add(NotifyPayload.about(
                ProtocolId.ESP, Bytes.of((byte) 9, (byte) 9, (byte) 9, (byte) 9), NotifyType.REKEY_SA));
        payloads.addAll(List.of(peer.child(HostSetup.A1, HostSetup.B1, 0x1001)));
        return Stream.of(peer.ask(ExchangeType.CREATE_CHILD_SA, payloads.toArray(Payload[]::new)));
    }

    private static Stream<IkeMessage> severalKeyExchanges() {
        Ladder ladder = new Ladder(
                HostSetup.alpha().profile(SecurityProfile.HYBRID),
                HostSetup.beta().profile(SecurityProfile.HYBRID));
        ladder.established();
        Eavesdropper ear = new Eavesdropper(ladder);
        ladder.alpha.ike.rekeyIkeSa(HostSetup.BETA, ladder.alpha.nowNs);
        ladder.alpha.drain();
        ladder.settle();
        return ear.heard.stream();
    }

    private static Stream<IkeMessage> unknownLink() {
        KeyExchange method = KeyExchange.of(KeyExchangeMethod.CURVE25519).orElseThrow();
        try (EphemeralKey key = method.generate(new SplittableRandom(1)::nextBytes)) {
            return answer(
                    ExchangeType.IKE_FOLLOWUP_KE,
                    new KeyExchangePayload(KeyExchangeMethod.CURVE25519, key.publicValue()),
                    NotifyPayload.of(NotifyType.ADDITIONAL_KEY_EXCHANGE, Bytes.utf8("never heard of")));
        }
    }

    private static Stream<IkeMessage> childBetween(InetAddress near) {
        ScriptedInitiator peer = peer();
        return Stream.of(peer.ask(ExchangeType.CREATE_CHILD_SA, peer.child(near, HostSetup.B1, 0x1001)));
    }

    private static Stream<IkeMessage> childOfARange() {
        ScriptedInitiator peer = peer();
        Payload[] payloads = peer.child(HostSetup.A1, HostSetup.B1, 0x1001);
        payloads[2] = TrafficSelectorPayload.initiator(
                new TrafficSelector(17, 0, 65_535, IpAddress.of(HostSetup.A1), IpAddress.of(HostSetup.A2)));
        return Stream.of(peer.ask(ExchangeType.CREATE_CHILD_SA, payloads));
    }

    /** Child SAs of ever another port of the peer's, until there is no room. */
    private static Stream<IkeMessage> oneChildTooMany() {
        ScriptedInitiator peer = peer();
        List<IkeMessage> answers = new ArrayList<>();
        for (int i = 0; i <= 1_024; i++) {
            Payload[] payloads = peer.child(HostSetup.A1, HostSetup.B1, 0x1001 + i);
            payloads[2] = TrafficSelectorPayload.initiator(
                    TrafficSelector.of(TrafficSelector.SCTP, IpAddress.of(HostSetup.A1), 10_000 + i));
            answers.add(peer.ask(ExchangeType.CREATE_CHILD_SA, payloads));
            peer.unasked.clear();
        }
        return answers.stream();
    }
}
