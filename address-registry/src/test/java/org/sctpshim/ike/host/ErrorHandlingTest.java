package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.session.Lifetimes;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.EncryptedPayload;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.KeyExchangePayload;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;
import org.sctpshim.ike.wire.MessageWriter;
import org.sctpshim.ike.wire.NoncePayload;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.PayloadType;
import org.sctpshim.ike.wire.SecurityAssociationPayload;
import org.sctpshim.ike.wire.UnknownPayload;
import org.sctpshim.ike.wire.VendorIdPayload;
import org.sctpshim.registry.SpiPair;

/** Which error is told to whom, and what only looks like one (RFC 7296 sections 2.21 and 3.10.1). */
class ErrorHandlingTest {
    private static final NotifyType UNKNOWN_ERROR = new NotifyType(8_191);
    private static final NotifyType UNKNOWN_STATUS = new NotifyType(40_959);

    private final TestHost victim = new TestHost(HostSetup.beta(), 2).listens();
    private final ScriptedInitiator peer = new ScriptedInitiator(victim);

    @Test
    @Requirement({"RFC 7296 2.21.2-3", "RFC 7296 2.21.2-4", "RFC 7296 4-9"})
    void anIkeAuthRequestWithAnUnknownCriticalPayloadIsRefusedAsAWhole() {
        PayloadType unknown = new PayloadType(200);
        IkeMessage answer = peer.establish(new UnknownPayload(unknown, true, Bytes.EMPTY));

        assertThat(answer.payloads()).containsExactly(NotifyPayload.unsupportedCriticalPayload(unknown));
        assertThat(victim.ike.sessionCount()).isZero();
        assertThat(victim.events(HostEvent.AuthenticationFailed.class))
                .as("nobody looked at its proof")
                .singleElement()
                .satisfies(told -> assertThat(told.reason()).contains("cannot be read"));
    }

    @Test
    @Requirement({"RFC 7296 2.21.2-3", "RFC 7296 2.21.2-4", "RFC 7296 3.1-10"})
    void anIkeAuthRequestThatIsMalformedOrLacksAPayloadIsAnsweredWithInvalidSyntaxOnly() {
        Payload another = new EncryptedPayload(PayloadType.N, Bytes.of(new byte[32]));
        assertThat(peer.establish(another).payloads()).containsExactly(NotifyPayload.of(NotifyType.INVALID_SYNTAX));
        assertThat(victim.ike.sessionCount()).isZero();

        ScriptedInitiator second = new ScriptedInitiator(victim);
        Payload selectorsAlone = second.child(HostSetup.A1, HostSetup.B1, 0x1001)[2];
        assertThat(second.establish(selectorsAlone).payloads())
                .containsExactly(NotifyPayload.of(NotifyType.INVALID_SYNTAX));
        assertThat(victim.ike.sessionCount()).isZero();
    }

    @Test
    @Requirement({"RFC 7296 2.21.3-1", "RFC 7296 3.10.1-4"})
    void everyRequestThatIsNoGoodIsAnsweredWithWhatIsWrongWithIt() {
        NoncePayload nonce = new NoncePayload(Bytes.of(new byte[32]));
        ends(ExchangeType.INFORMATIONAL, nonce);
        ends(new ExchangeType(40));
        ends(ExchangeType.CREATE_CHILD_SA, nonce);

        peer.establishWithList(HostSetup.A1);
        Payload[] foreign = peer.child(HostSetup.address("10.77.0.1"), HostSetup.B1, 0x1001);
        refused(peer.ask(ExchangeType.CREATE_CHILD_SA, foreign), NotifyType.TS_UNACCEPTABLE);
        assertThat(victim.ike.establishedCount()).isEqualTo(1);
    }

    /** What cannot be right is fatal to its IKE SA (RFC 7296 section 2.21.3). */
    private static void ends(ExchangeType type, Payload... payloads) {
        TestHost host = new TestHost(HostSetup.beta(), 2).listens();
        ScriptedInitiator scripted = new ScriptedInitiator(host);
        scripted.establishWithList(HostSetup.A1);
        refused(scripted.ask(type, payloads), NotifyType.INVALID_SYNTAX);
        assertThat(host.ike.sessionCount()).isZero();
    }

    private static void refused(IkeMessage answer, NotifyType type) {
        assertThat(answer.payloads()).containsExactly(NotifyPayload.of(type));
    }

    @Test
    @Requirement({"RFC 7296 3.10.1-2", "RFC 7296 3.10.1-3", "RFC 7296 3.12-2"})
    void whatNobodyKnowsInARequestIsIgnored() {
        List<Payload> unknown = List.of(
                NotifyPayload.of(UNKNOWN_ERROR),
                NotifyPayload.of(UNKNOWN_STATUS, Bytes.utf8("whatever")),
                new VendorIdPayload(Bytes.utf8("somebody else's idea")));
        peer.establish(unknown.get(1), unknown.get(2));
        assertThat(victim.ike.establishedCount()).isEqualTo(1);
        for (Payload payload : unknown) {
            assertThat(peer.ask(ExchangeType.INFORMATIONAL, payload).payloads()).isEmpty();
        }
        Payload[] child = peer.child(HostSetup.A1, HostSetup.B1, 0x1001);
        Payload[] more = Stream.concat(Arrays.stream(child), unknown.stream()).toArray(Payload[]::new);
        assertThat(peer.ask(ExchangeType.CREATE_CHILD_SA, more).first(SecurityAssociationPayload.class))
                .isPresent();
    }

    @Test
    @Requirement({"RFC 7296 3.10.1-1", "RFC 7296 1.3-5"})
    void anUnknownErrorInAResponseIsAFailureOfThatRequestAndOfNothingElse() {
        Ladder ladder = new Ladder();
        ladder.established();
        ChildSa old = expiring(ladder);
        IkeDatagram request = ladder.alpha.sends("CREATE_CHILD_SA request");
        ladder.alpha.receives(new Forger(ladder.beta, Role.RESPONDER).answer(request, NotifyPayload.of(UNKNOWN_ERROR)));

        assertThat(ladder.alpha.events(HostEvent.ChildRekeyFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.reason()).contains("8191"));
        assertThat(ladder.alpha.installed).containsKey(old.spis()).hasSize(4);
        assertThat(ladder.alpha.ike.establishedCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "TS_UNACCEPTABLE, correct its selectors",
        "SINGLE_PAIR_REQUIRED, one pair of addresses only",
        "NO_PROPOSAL_CHOSEN, no ESP algorithms in common"
    })
    @Requirement("RFC 7296 1.3-5")
    void aPathThatThePeerRefusesIsReportedWithWhatToDo(String type, String hint) {
        NotifyPayload refusal = NotifyPayload.of(
                switch (type) {
                    case "TS_UNACCEPTABLE" -> NotifyType.TS_UNACCEPTABLE;
                    case "SINGLE_PAIR_REQUIRED" -> NotifyType.SINGLE_PAIR_REQUIRED;
                    default -> NotifyType.NO_PROPOSAL_CHOSEN;
                });
        Ladder ladder = new Ladder();
        ladder.established();
        ladder.carries = datagram -> {
            boolean asks = TestHost.header(datagram).startsWith("CREATE_CHILD_SA request");
            if (asks) {
                ladder.alpha.receives(new Forger(ladder.beta, Role.RESPONDER).answer(datagram, refusal));
            }
            return !asks;
        };
        ChildSa victim = ladder.alpha.installed.values().iterator().next();
        ladder.alpha.ike.discard(HostSetup.BETA, victim.path(), victim.spis(), "a test", ladder.alpha.nowNs);
        ladder.alpha.drain();
        ladder.passMillis(1_000);

        assertThat(ladder.alpha.events(HostEvent.Registry.class))
                .extracting(event -> event.event().toString())
                .anySatisfy(told -> assertThat(told).contains("PathRefused").contains(type, hint));
        assertThat(ladder.alpha.ike.establishedCount()).isEqualTo(1);
        assertThat(ladder.alpha.installed).hasSize(3);
    }

    @Test
    @Requirement("RFC 7296 3.10.1-3")
    void anUnknownStatusInAResponseChangesNothing() {
        Ladder ladder = new Ladder();
        ladder.established();
        alphaAsksWhetherBetaIsThere(ladder);
        IkeDatagram liveness = ladder.alpha.sends("INFORMATIONAL request");
        ladder.alpha.receives(
                new Forger(ladder.beta, Role.RESPONDER).answer(liveness, NotifyPayload.of(UNKNOWN_STATUS)));

        ladder.alpha.sendsNothing();
        assertThat(ladder.alpha.events).isEmpty();
        assertThat(ladder.alpha.ike.establishedCount()).isEqualTo(1);
    }

    @Test
    @Requirement({"RFC 7296 1.5-1", "RFC 7296 2.4-1", "RFC 7296 2.21.4-3", "RFC 7296 2.21.4-4"})
    void aNotifyWithoutCryptographyIsNotAnsweredAndChangesNoSa() throws MalformedMessageException {
        Ladder ladder = new Ladder();
        ladder.established();
        alphaAsksWhetherBetaIsThere(ladder);
        IkeDatagram open = ladder.alpha.sends("INFORMATIONAL request");
        IkeHeader asked = MessageReader.readHeader(open.content().toArray());
        Set<SpiPair> installed = Set.copyOf(ladder.alpha.installed.keySet());
        List<IkeHeader> headers = List.of(
                // As an end would answer that has forgotten the IKE SA, and as one that tells of ESP it does not know.
                asked.answer(),
                IkeHeader.request(0, 0, ExchangeType.INFORMATIONAL, true, 0),
                IkeHeader.request(asked.initiatorSpi(), asked.responderSpi(), ExchangeType.INFORMATIONAL, false, 0));
        for (IkeHeader header : headers) {
            for (NotifyType type : List.of(NotifyType.INVALID_IKE_SPI, NotifyType.INVALID_SPI)) {
                byte[] clear = MessageWriter.write(IkeMessage.of(header, NotifyPayload.of(type)));
                ladder.alpha.receives(new IkeDatagram(open.endpoints().turned(), Bytes.of(clear)));
                ladder.alpha.sendsNothing();
            }
        }
        assertThat(ladder.alpha.events).isEmpty();
        assertThat(ladder.alpha.installed.keySet()).isEqualTo(installed);
        // The request is still open, and its answer still counts.
        ladder.beta.receives(open);
        ladder.toAlpha("INFORMATIONAL response");
        assertThat(ladder.alpha.ike.establishedCount()).isEqualTo(1);
    }

    @Test
    @Requirement({"RFC 7296 2.21.4-1", "RFC 7296 3.1-5"})
    void aMessageOfNoIkeSaIsNotAnsweredAndNoResponseIs() {
        Ladder ladder = new Ladder();
        ladder.established();
        alphaAsksWhetherBetaIsThere(ladder);
        IkeDatagram request = ladder.alpha.sends("INFORMATIONAL request");
        ladder.beta.receives(request);
        IkeDatagram response = ladder.beta.sends("INFORMATIONAL response");
        ladder.alpha.receives(response);

        TestHost forgetful = new TestHost(HostSetup.alpha(), 7);
        forgetful.receives(response);
        forgetful.receives(request);
        forgetful.sendsNothing();
        assertThat(forgetful.drops(DropReason.UNKNOWN_SPI)).isEqualTo(2);
        ladder.alpha.receives(response);
        ladder.alpha.sendsNothing();
    }

    @Test
    @Requirement("RFC 7296 2.21.4-6")
    void aComplaintAboutAPacketUnderTheIkeSaChangesNoSa() {
        peer.establishWithList(HostSetup.A1);
        peer.ask(ExchangeType.CREATE_CHILD_SA, peer.child(HostSetup.A1, HostSetup.B1, 0x1001));
        Set<SpiPair> installed = Set.copyOf(victim.installed.keySet());
        int inbound = installed.iterator().next().inbound();
        Bytes spi = Bytes.of((byte) (inbound >>> 24), (byte) (inbound >>> 16), (byte) (inbound >>> 8), (byte) inbound);
        IkeMessage answer = peer.ask(ExchangeType.INFORMATIONAL, NotifyPayload.of(NotifyType.INVALID_SPI, spi));

        assertThat(answer.payloads()).isEmpty();
        assertThat(victim.installed.keySet()).isEqualTo(installed);
        assertThat(victim.ike.establishedCount()).isEqualTo(1);
    }

    private static void alphaAsksWhetherBetaIsThere(Ladder ladder) {
        ladder.alpha.nowNs += 10_000_000_000L;
        ladder.alpha.timeout();
    }

    private static ChildSa expiring(Ladder ladder) {
        ChildSa old = ladder.alpha.installed.values().iterator().next();
        ladder.alpha.ike.expiring(old.path(), old.spis(), ladder.alpha.nowNs);
        ladder.alpha.drain();
        return old;
    }

    @Test
    @Requirement({"RFC 7296 2.8-8", "RFC 7296 4-3"})
    void anIkeSaThatThePeerWillNotReplaceEndsWithItsChildrenAndAnotherIsMade() {
        long second = 1_000_000_000L;
        Ladder ladder = new Ladder(
                HostSetup.alpha()
                        .lifetimes(new Lifetimes(
                                Lifetimes.NEVER, Lifetimes.NEVER, 20 * second, 30 * second, Lifetimes.NEVER, 0)),
                HostSetup.beta());
        ladder.established();
        Set<SpiPair> before = Set.copyOf(ladder.alpha.installed.keySet());
        Forger beta = new Forger(ladder.beta, Role.RESPONDER);
        List<String> ofOldIkeSa = new ArrayList<>();
        ladder.carries = datagram -> {
            String header = TestHost.header(datagram);
            String ikeSa = header.substring(header.lastIndexOf(' '));
            boolean asks = header.startsWith("CREATE_CHILD_SA request")
                    && (ofOldIkeSa.isEmpty() || ofOldIkeSa.contains(ikeSa));
            if (asks) {
                ofOldIkeSa.add(ikeSa);
                ladder.alpha.receives(beta.answer(datagram, NotifyPayload.of(NotifyType.NO_ADDITIONAL_SAS)));
            }
            return !asks;
        };
        ladder.passMillis(60_000);

        assertThat(ladder.alpha.events(HostEvent.IkeSaRekeyFailed.class)).isNotEmpty();
        assertThat(ladder.alpha.events(HostEvent.FurtherIkeSaEstablished.class)).isNotEmpty();
        assertThat(ladder.alpha.installed).hasSize(4).doesNotContainKeys(before.toArray(SpiPair[]::new));
        assertThat(ladder.alpha.ike.establishedCount()).isEqualTo(1);
        ladder.agree();
    }

    @Test
    @Requirement("RFC 7296 3.3.6-7")
    void aValueForAKeyExchangeThatIsNotChosenIsIgnoredAndNotAnswered() {
        peer.establishWithList(HostSetup.A1);
        List<Payload> payloads = new ArrayList<>(List.of(peer.child(HostSetup.A1, HostSetup.B1, 0x1001)));
        payloads.add(new KeyExchangePayload(KeyExchangeMethod.CURVE25519, Bytes.of(new byte[32])));
        IkeMessage answer = peer.ask(ExchangeType.CREATE_CHILD_SA, payloads.toArray(Payload[]::new));

        assertThat(answer.first(SecurityAssociationPayload.class)).isPresent();
        assertThat(answer.first(KeyExchangePayload.class)).isEmpty();
        assertThat(victim.installed).hasSize(1);
    }

    @Test
    @Requirement("RFC 7296 2.4-6")
    void initialContactIsSaidInTheFirstIkeAuthMessageAndNowhereElse() {
        Ladder ladder = new Ladder();
        Eavesdropper ear = new Eavesdropper(ladder);
        ladder.established();
        ladder.alpha.ike.rekeyIkeSa(HostSetup.BETA, ladder.alpha.nowNs);
        ladder.alpha.drain();
        ladder.passMillis(20_000);

        assertThat(ear.heard)
                .filteredOn(message -> message.has(NotifyType.INITIAL_CONTACT))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.header().exchange()).isEqualTo(ExchangeType.IKE_AUTH);
                    assertThat(message.header().messageId()).isEqualTo(1);
                });
    }
}
