package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;
import org.sctpshim.ike.wire.MessageWriter;
import org.sctpshim.ike.wire.NoncePayload;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.registry.AddressPair;

/** Who gets a responder to compute and to keep anything (RFC 7296 section 2.6). */
class AdmissionTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final HalfOpenLimits ALWAYS_COOKIES = new HalfOpenLimits(0, 3, 100);

    @Test
    @Requirement({"RFC 7296 2.6-4", "RFC 7296 2.6-5", "RFC 7296 2.6-9"})
    void underLoadAnInitiatorShowsByACookieThatItIsThereAndThenTheHandshakeGoesOn() {
        HostSetup beta = HostSetup.beta();
        beta.halfOpen = ALWAYS_COOKIES;
        Ladder ladder = new Ladder(HostSetup.alpha(), beta);
        ladder.alpha.opens();
        // alpha -> beta: SAi1, KEi, Ni
        ladder.toBeta("IKE_SA_INIT request 0");
        assertThat(ladder.beta.ike.sessionCount()).as("nothing is kept").isZero();
        assertThat(ladder.beta.keys).as("nothing is computed").isEmpty();
        assertThat(ladder.beta.drops(DropReason.COOKIE_DEMANDED)).isEqualTo(1);
        // beta -> alpha: COOKIE
        ladder.toAlpha("IKE_SA_INIT response 0");
        // alpha -> beta: COOKIE, SAi1, KEi, Ni
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.passMillis(100);

        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
    }

    @Test
    @Requirement("RFC 7296 2.6.1-1")
    void aCookieAndAnotherKeyExchangeMayBothBeAskedFor() {
        HostSetup beta = HostSetup.beta().keyExchanges(KeyExchangeMethod.ECP_256);
        beta.halfOpen = ALWAYS_COOKIES;
        Ladder ladder = new Ladder(HostSetup.alpha(), beta);
        ladder.alpha.opens();
        ladder.passMillis(100);

        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
        assertThat(ladder.beta.drops(DropReason.COOKIE_DEMANDED)).isEqualTo(1);
    }

    @Test
    void aCookieIsGoodForItsNonceItsSpiAndItsAddressOnly() throws MalformedMessageException {
        TestHost host = host(ALWAYS_COOKIES);
        IkeDatagram request = request(1);
        IkeDatagram withCookie = withCookie(request, cookieFor(host, request));

        host.receives(from(HostSetup.A2, withCookie));
        host.receives(with(otherNonce(withCookie)));
        byte[] otherSpi = withCookie.content().toArray();
        otherSpi[0] ^= 1;
        host.receives(with(Bytes.of(otherSpi)));
        assertThat(host.ike.sessionCount()).isZero();
        host.sendsAll();
        host.receives(withCookie);
        assertThat(host.ike.sessionCount()).isEqualTo(1);
    }

    @Test
    @Requirement("RFC 7296 2.6-7")
    void anyDamageToACookieMakesItWorthless() {
        TestHost host = host(ALWAYS_COOKIES);
        IkeDatagram request = request(1);
        byte[] cookie = cookieFor(host, request).toArray();
        for (int bit = 0; bit < cookie.length * 8; bit++) {
            byte[] flipped = cookie.clone();
            flipped[bit >> 3] ^= (byte) (1 << (bit & 7));
            host.receives(withCookie(request, Bytes.of(flipped)));
        }
        for (int length = 0; length < cookie.length; length++) {
            host.receives(withCookie(request, Bytes.of(cookie, 0, length)));
        }
        assertThat(host.ike.sessionCount()).isZero();
    }

    @Test
    @Requirement({"RFC 7296 2.6-5", "RFC 7296 2.6-9"})
    void cookiesOutliveOneChangeOfTheSecretAndNoMore() {
        TestHost host = host(ALWAYS_COOKIES);
        IkeDatagram early = request(1);
        Bytes cookie = cookieFor(host, early);
        host.nowNs += 61 * SECOND_NS;
        Bytes later = cookieFor(host, request(2));
        assertThat(later.toArray()[0]).as("version of the secret").isNotEqualTo(cookie.toArray()[0]);
        host.receives(withCookie(early, cookie));
        assertThat(host.ike.sessionCount()).isEqualTo(1);

        IkeDatagram late = request(3);
        Bytes old = cookieFor(host, late);
        host.nowNs += 61 * SECOND_NS;
        cookieFor(host, request(4));
        host.nowNs += 61 * SECOND_NS;
        cookieFor(host, request(5));
        host.timeout();
        assertThat(host.ike.sessionCount()).as("what was half open has expired").isZero();
        host.receives(withCookie(late, old));
        assertThat(host.ike.sessionCount()).isZero();
    }

    @Test
    void forgedAddressesFillNoMoreThanTheRoomThatNeedsNoCookie() {
        TestHost host = host(new HalfOpenLimits(5, 3, 100));
        for (int i = 0; i < 50; i++) {
            host.receives(from(HostSetup.address("10.9.0." + i), request(i)));
        }
        assertThat(host.ike.sessionCount()).isEqualTo(5);
        assertThat(host.drops(DropReason.COOKIE_DEMANDED)).isEqualTo(45);
    }

    @Test
    void cookiesAreAskedForUntilTenSecondsAfterTheLastOverload() {
        TestHost host = host(new HalfOpenLimits(1, 3, 100));
        host.receives(request(1));
        host.receives(request(2));
        assertThat(host.drops(DropReason.COOKIE_DEMANDED)).isEqualTo(1);
        host.nowNs += 9 * SECOND_NS;
        host.receives(request(3));
        assertThat(host.drops(DropReason.COOKIE_DEMANDED)).isEqualTo(2);
        host.nowNs += 9 * SECOND_NS + SECOND_NS / 2;
        host.timeout();
        assertThat(host.ike.sessionCount()).isZero();
        host.receives(request(4));
        assertThat(host.drops(DropReason.COOKIE_DEMANDED)).isEqualTo(3);
        host.nowNs += 11 * SECOND_NS;
        host.receives(request(5));
        assertThat(host.ike.sessionCount()).isEqualTo(1);
    }

    @Test
    void oneAddressGetsNoMoreThanItsShareEvenWithCookies() {
        TestHost host = host(new HalfOpenLimits(100, 2, 100));
        for (int i = 0; i < 10; i++) {
            IkeDatagram request = request(i);
            host.sendsAll();
            host.receives(request);
            if (host.sendsAll().get(0).content().length() < 100) {
                host.receives(withCookie(request, cookieFor(host, request)));
            }
        }
        assertThat(host.ike.sessionCount())
                .as("two without a cookie, which anybody could have sent, and two with one")
                .isEqualTo(4);
        assertThat(host.drops(DropReason.HALF_OPEN_LIMIT)).isEqualTo(6);
        host.receives(from(HostSetup.A2, request(77)));
        assertThat(host.ike.sessionCount()).as("others are let in").isEqualTo(5);
    }

    @Test
    void beyondTheTotalNobodyIsLetIn() {
        TestHost host = host(new HalfOpenLimits(100, 100, 2));
        for (int i = 0; i < 5; i++) {
            host.receives(request(i));
        }
        assertThat(host.ike.sessionCount()).isEqualTo(2);
        assertThat(host.sendsAll()).hasSize(2);
        assertThat(host.drops(DropReason.HALF_OPEN_LIMIT)).isEqualTo(3);
    }

    @Test
    void anEstablishedIkeSaDoesNotCountAsHalfOpen() {
        HostSetup beta = HostSetup.beta();
        beta.halfOpen = new HalfOpenLimits(1, 1, 1);
        Ladder ladder = new Ladder(HostSetup.alpha(), beta);
        ladder.established();
        ladder.beta.receives(request(1));
        assertThat(ladder.beta.ike.sessionCount()).isEqualTo(2);
    }

    @Test
    @Requirement({"RFC 7296 2.5-1", "RFC 7296 2.5-2"})
    void aLaterMajorVersionIsAnsweredWithTheOneSpokenHere() throws MalformedMessageException {
        TestHost host = host(HalfOpenLimits.DEFAULT);
        byte[] request = request(1).content().toArray();
        request[17] = 0x30;
        host.receives(with(Bytes.of(request)));

        IkeDatagram answer = host.sends("IKE_SA_INIT response 0");
        IkeMessage message = MessageReader.read(answer.content().toArray());
        assertThat(message.has(NotifyType.INVALID_MAJOR_VERSION)).isTrue();
        assertThat(answer.content().length()).isLessThanOrEqualTo(request.length);
        assertThat(host.drops(DropReason.OTHER_VERSION)).isEqualTo(1);
        assertThat(host.ike.sessionCount()).isZero();
    }

    @Test
    @Requirement("RFC 7296 2.4-4")
    void otherVersionsAreAnsweredTenTimesASecondAndAnEarlierOneNever() {
        TestHost host = host(HalfOpenLimits.DEFAULT);
        byte[] request = request(1).content().toArray();
        request[17] = 0x10;
        host.receives(with(Bytes.of(request)));
        host.sendsNothing();
        request[17] = 0x30;
        for (int i = 0; i < 100; i++) {
            host.receives(with(Bytes.of(request)));
        }
        assertThat(host.sendsAll()).hasSize(10);
        host.nowNs += SECOND_NS / 10;
        host.receives(with(Bytes.of(request)));
        assertThat(host.sendsAll()).hasSize(1);
    }

    private static TestHost host(HalfOpenLimits limits) {
        HostSetup beta = HostSetup.beta();
        beta.halfOpen = limits;
        return new TestHost(beta, 2).listens();
    }

    /** The first request of an initiator, a different one for each number. */
    private static IkeDatagram request(int number) {
        TestHost initiator = new TestHost(HostSetup.alpha(), 100 + number);
        initiator.opens();
        return initiator.sends("IKE_SA_INIT request 0");
    }

    private static Bytes cookieFor(TestHost host, IkeDatagram request) {
        host.sendsAll();
        host.receives(request);
        IkeDatagram answer = host.sends("IKE_SA_INIT response 0");
        assertThat(answer.content().length())
                .isLessThanOrEqualTo(request.content().length());
        return read(answer).notification(NotifyType.COOKIE).orElseThrow().data();
    }

    private static IkeDatagram withCookie(IkeDatagram request, Bytes cookie) {
        IkeMessage message = read(request);
        List<Payload> payloads = new ArrayList<>(message.payloads());
        payloads.add(0, NotifyPayload.of(NotifyType.COOKIE, cookie));
        return with(Bytes.of(MessageWriter.write(new IkeMessage(message.header(), payloads))));
    }

    private static Bytes otherNonce(IkeDatagram request) {
        IkeMessage message = read(request);
        List<Payload> payloads = new ArrayList<>(message.payloads());
        payloads.removeIf(NoncePayload.class::isInstance);
        payloads.add(new NoncePayload(Bytes.of(new byte[32])));
        return Bytes.of(MessageWriter.write(new IkeMessage(message.header(), payloads)));
    }

    private static IkeMessage read(IkeDatagram datagram) {
        try {
            return MessageReader.read(datagram.content().toArray());
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    private static IkeDatagram with(Bytes content) {
        return new IkeDatagram(new UdpEndpoints(new AddressPair(HostSetup.B1, HostSetup.A1), 500, 500), content);
    }

    private static IkeDatagram from(InetAddress source, IkeDatagram request) {
        return new IkeDatagram(new UdpEndpoints(new AddressPair(HostSetup.B1, source), 500, 500), request.content());
    }
}
