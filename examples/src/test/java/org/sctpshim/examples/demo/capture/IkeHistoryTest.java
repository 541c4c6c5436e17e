package org.sctpshim.examples.demo.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IkeHistoryTest {
    private static final int INITIATOR = 0x08;
    private static final int RESPONSE = 0x20;
    private static final int INIT = 34;
    private static final int AUTH = 35;
    private static final int CHILD = 36;
    private static final int INFORMATIONAL = 37;

    private final IkeHistory history = new IkeHistory();

    @Test
    void oneIkeSaWithTwoChildrenSideBySideTakesThreeRoundTrips() {
        ask(1, INIT, 0, 10);
        answer(1, INIT, 0, 20);
        ask(1, AUTH, 1, 30);
        answer(1, AUTH, 1, 40);
        ask(1, CHILD, 2, 50);
        ask(1, CHILD, 3, 51);
        answer(1, CHILD, 2, 60);
        answer(1, CHILD, 3, 61);
        assertThat(history.ikeSas()).isEqualTo(1);
        assertThat(history.exchanges()).hasSize(4).allMatch(IkeExchange::answered);
        assertThat(history.roundTripsBy(100)).isEqualTo(3);
        assertThat(history.roundTripsBy(45)).isEqualTo(2);
    }

    @Test
    void childrenOneAfterTheOtherTakeARoundTripEach() {
        ask(1, CHILD, 2, 50);
        answer(1, CHILD, 2, 60);
        ask(1, CHILD, 3, 61);
        answer(1, CHILD, 3, 70);
        assertThat(history.roundTripsBy(70)).isEqualTo(2);
    }

    @Test
    void aRequestSentAgainIsStillOneExchange() {
        ask(1, INFORMATIONAL, 4, 10);
        ask(1, INFORMATIONAL, 4, 20);
        answer(1, INFORMATIONAL, 4, 30);
        answer(1, INFORMATIONAL, 4, 31);
        assertThat(history.exchanges()).singleElement().satisfies(exchange -> {
            assertThat(exchange.requestNs()).isEqualTo(10);
            assertThat(exchange.responseNs()).isEqualTo(30);
            assertThat(exchange.requests()).isEqualTo(2);
        });
        assertThat(history.retransmissions()).isEqualTo(1);
    }

    @Test
    void bothSidesMayAskUnderTheSameNumber() {
        see(1, INFORMATIONAL, INITIATOR, 2, 10);
        see(1, INFORMATIONAL, 0, 2, 11);
        see(1, INFORMATIONAL, RESPONSE, 2, 12);
        see(1, INFORMATIONAL, INITIATOR | RESPONSE, 2, 13);
        assertThat(history.exchanges()).hasSize(2).allMatch(IkeExchange::answered);
    }

    @Test
    void withoutAnAnswerToIkeAuthThereIsNoIkeSa() {
        ask(1, INIT, 0, 10);
        answer(1, INIT, 0, 20);
        ask(1, AUTH, 1, 30);
        assertThat(history.ikeSas()).isZero();
        assertThat(history.roundTripsBy(Long.MAX_VALUE)).isEqualTo(1);
    }

    private void ask(long spi, int type, int id, long ns) {
        see(spi, type, INITIATOR, id, ns);
    }

    private void answer(long spi, int type, int id, long ns) {
        see(spi, type, RESPONSE, id, ns);
    }

    private void see(long spi, int type, int flags, int id, long ns) {
        history.seen(Packet.ofFrame(ns, Frames.ipv4(17, Frames.udp(500, 500, Frames.ike(spi, type, flags, id)))));
    }
}
