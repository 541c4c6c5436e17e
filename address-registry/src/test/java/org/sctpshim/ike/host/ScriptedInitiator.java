package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.crypto.Agreement;
import org.sctpshim.ike.crypto.ChildProposal;
import org.sctpshim.ike.crypto.EphemeralKey;
import org.sctpshim.ike.crypto.IkeProposal;
import org.sctpshim.ike.crypto.IkeSaKeys;
import org.sctpshim.ike.crypto.KeyExchange;
import org.sctpshim.ike.crypto.MessageOpener;
import org.sctpshim.ike.crypto.MessageSealer;
import org.sctpshim.ike.crypto.Nonces;
import org.sctpshim.ike.crypto.Opening;
import org.sctpshim.ike.crypto.ProposalSelection;
import org.sctpshim.ike.crypto.PskAuthentication;
import org.sctpshim.ike.crypto.RandomSource;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.crypto.Skeyseed;
import org.sctpshim.ike.crypto.SuiteProposal;
import org.sctpshim.ike.exchange.NatDetectionPayloads;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.AdditionalAddress;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IdentificationPayload;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.IpAddress;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.KeyExchangePayload;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;
import org.sctpshim.ike.wire.MessageWriter;
import org.sctpshim.ike.wire.NoNatsAllowed;
import org.sctpshim.ike.wire.NoncePayload;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.SecurityAssociationPayload;
import org.sctpshim.ike.wire.TrafficSelector;
import org.sctpshim.ike.wire.TrafficSelectorPayload;
import org.sctpshim.ike.wire.VendorIdPayload;
import org.sctpshim.registry.AddressPair;

/** A peer whose key is right and whose every message a test makes up: alpha as an attacker would run it. */
final class ScriptedInitiator {
    private static final long SPI = 0x5c21_97ed_1a17_0001L;
    private static final int PORT = HostParameters.IKE_PORT;

    final TestHost victim;
    /** What the victim sent besides the answers that were waited for. */
    final List<IkeDatagram> unasked = new ArrayList<>();

    InetAddress from = HostSetup.A1;
    InetAddress to = HostSetup.B1;
    /** Its IKE_SA_INIT says that it has another address than the one that it is seen at. */
    boolean behindNat;
    /** Its payloads come in the opposite order. */
    boolean turned;

    private final HostSetup setup = HostSetup.alpha();
    private final RandomSource random;
    private int nextId;
    private long responderSpi;
    private @Nullable MessageSealer sealer;
    private @Nullable MessageOpener opener;

    ScriptedInitiator(TestHost victim) {
        this(victim, 99);
    }

    /** One of several, each with its own seed. */
    ScriptedInitiator(TestHost victim, long seed) {
        this.victim = victim;
        this.random = new SplittableRandom(seed)::nextBytes;
    }

    /** IKE_SA_INIT and IKE_AUTH without a Child SA, with these further payloads in IKE_AUTH. */
    IkeMessage establish(Payload... further) {
        KeyExchange curve = KeyExchange.of(KeyExchangeMethod.CURVE25519).orElseThrow();
        try (EphemeralKey key = curve.generate(random)) {
            NoncePayload nonce = Nonces.fresh(random);
            IkeHeader header = IkeHeader.request(SPI, 0, ExchangeType.IKE_SA_INIT, true, nextId++);
            List<Payload> first = new ArrayList<>(List.of(
                    SuiteProposal.offer(List.of(IkeProposal.DEFAULT), Bytes.EMPTY),
                    new KeyExchangePayload(KeyExchangeMethod.CURVE25519, key.publicValue()),
                    nonce));
            if (behindNat) {
                AddressPair inside = new AddressPair(HostSetup.address("10.99.0.1"), to);
                first.addAll(NatDetectionPayloads.write(header, List.of(new UdpEndpoints(inside, PORT, PORT))));
            }
            Bytes request = Bytes.of(MessageWriter.write(new IkeMessage(header, inOrder(first))));
            victim.receives(datagram(request));
            IkeDatagram answer = victim.sends("IKE_SA_INIT response 0");
            IkeMessage response = MessageReader.read(answer.content().toArray());
            responderSpi = response.header().responderSpi();
            Nonces nonces = new Nonces(nonce, response.first(NoncePayload.class).orElseThrow());
            Agreement agreement = key.agree(
                    response.first(KeyExchangePayload.class).orElseThrow().data());
            IkeSaKeys made = Skeyseed.initial(
                            ProposalSelection.accept(
                                            List.of(IkeProposal.DEFAULT),
                                            response.first(SecurityAssociationPayload.class)
                                                    .orElseThrow())
                                    .orElseThrow()
                                    .suite(),
                            nonces,
                            ((Agreement.Agreed) agreement).secret())
                    .keys(SPI, responderSpi);
            sealer = made.sealer(Role.INITIATOR);
            opener = made.opener(Role.INITIATOR);
            List<Payload> payloads = new ArrayList<>();
            payloads.add(IdentificationPayload.initiator(setup.identification));
            payloads.add(PskAuthentication.authenticate(
                    setup.key, made.signedOctets(Role.INITIATOR, request, nonces.responder(), setup.identification)));
            payloads.addAll(List.of(further));
            return ask(ExchangeType.IKE_AUTH, payloads.toArray(Payload[]::new));
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    /** The same with all that this project's hosts say of themselves, and this list. */
    IkeMessage establishWithList(InetAddress... listed) {
        List<Payload> payloads = new ArrayList<>(List.of(
                NotifyPayload.of(NotifyType.MOBIKE_SUPPORTED),
                NotifyPayload.windowSize(64),
                new VendorIdPayload(Bytes.utf8("draft-dupont-mobike-transport-00/sctp-shim"))));
        payloads.addAll(List.of(list(listed)));
        return establish(payloads.toArray(Payload[]::new));
    }

    /** Sends the next request and returns the answer to it. */
    IkeMessage ask(ExchangeType type, Payload... payloads) {
        int id = nextId++;
        victim.receives(request(type, id, payloads));
        String expected = type + " response " + id;
        unasked.addAll(victim.sendsAll());
        IkeDatagram answer = unasked.stream()
                .filter(datagram -> TestHost.header(datagram).startsWith(expected + " "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + expected));
        unasked.remove(answer);
        return open(answer);
    }

    /** The message id of the next request. */
    int nextId() {
        return nextId;
    }

    private List<Payload> inOrder(List<Payload> payloads) {
        List<Payload> all = new ArrayList<>(payloads);
        if (turned) {
            Collections.reverse(all);
        }
        return all;
    }

    /** Sends the next request; false where it is not answered, so that it has to be sent again. */
    boolean isAnswered(ExchangeType type, Payload... payloads) {
        int id = nextId;
        victim.receives(request(type, id, payloads));
        List<IkeDatagram> sent = victim.sendsAll();
        boolean answered = sent.stream()
                .anyMatch(datagram -> TestHost.header(datagram).startsWith(type + " response " + id + " "));
        unasked.addAll(sent);
        nextId += answered ? 1 : 0;
        return answered;
    }

    IkeDatagram request(ExchangeType type, int id, Payload... payloads) {
        return seal(IkeHeader.request(SPI, responderSpi, type, true, id), payloads);
    }

    /** Answers a request of the victim. */
    void answer(IkeMessage request, Payload... payloads) {
        victim.receives(seal(request.header().answer(), payloads));
    }

    private IkeDatagram seal(IkeHeader header, Payload... payloads) {
        return datagram(
                Bytes.of(Objects.requireNonNull(sealer).seal(new IkeMessage(header, inOrder(List.of(payloads))))));
    }

    IkeMessage open(IkeDatagram datagram) {
        Opening opening = Objects.requireNonNull(opener).open(datagram.content().toArray());
        assertThat(opening).isInstanceOf(Opening.Opened.class);
        return ((Opening.Opened) opening).message();
    }

    /** A list of addresses with its vow, as it goes over the present pair. */
    Payload[] list(InetAddress... listed) {
        List<Payload> payloads = new ArrayList<>();
        for (InetAddress address : listed) {
            payloads.add(new AdditionalAddress(IpAddress.of(address)).toNotify());
        }
        if (listed.length == 0) {
            payloads.add(NotifyPayload.of(NotifyType.NO_ADDITIONAL_ADDRESSES));
        }
        payloads.add(new NoNatsAllowed(IpAddress.of(from), IpAddress.of(to), PORT, PORT).toNotify());
        return payloads.toArray(Payload[]::new);
    }

    /** The payloads of CREATE_CHILD_SA for a path between two addresses, by which this end's SPI is chosen. */
    Payload[] child(InetAddress near, InetAddress far, int spi) {
        Bytes spiOctets = Bytes.of((byte) (spi >>> 24), (byte) (spi >>> 16), (byte) (spi >>> 8), (byte) spi);
        return new Payload[] {
            SuiteProposal.offer(List.of(ChildProposal.DEFAULT), spiOctets),
            Nonces.fresh(random),
            TrafficSelectorPayload.initiator(
                    TrafficSelector.of(TrafficSelector.SCTP, IpAddress.of(near), HostSetup.ALPHA_PORT)),
            TrafficSelectorPayload.responder(
                    TrafficSelector.of(TrafficSelector.SCTP, IpAddress.of(far), HostSetup.BETA_PORT)),
            NotifyPayload.of(NotifyType.USE_TRANSPORT_MODE)
        };
    }

    private IkeDatagram datagram(Bytes content) {
        return new IkeDatagram(new UdpEndpoints(new AddressPair(to, from), PORT, PORT), content);
    }
}
