package org.sctpshim.ike.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.crypto.Fragment;
import org.sctpshim.ike.crypto.Opening;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.PayloadType;

/** What is kept of messages that are not whole yet (RFC 7383 section 2.6). */
class ReassemblyTest {
    /** A notify payload, cut in the middle. */
    private static final byte[] NOTIFY = {0, 0, 0, 8, 0, 0, 64, 0};

    private final Reassembly reassembly = new Reassembly();

    @Test
    @Requirement("RFC 7383 2.6-6")
    void aMessageIsWholeWithItsLastFragmentAndNothingIsKeptOfIt() {
        assertThat(reassembly.add(part(1, 2, 2))).isEmpty();
        assertThat(reassembly.octets()).isEqualTo(4);
        assertThat(reassembly.add(part(1, 1, 2)))
                .containsInstanceOf(Opening.Opened.class)
                .map(opened -> ((Opening.Opened) opened).message().payloads())
                .hasValueSatisfying(
                        payloads -> assertThat(payloads).containsExactly(NotifyPayload.of(NotifyType.INITIAL_CONTACT)));
        assertThat(reassembly.octets()).isZero();
    }

    @Test
    void messagesOfSeveralIdsAndBothDirectionsAreKeptApart() {
        assertThat(reassembly.add(part(1, 1, 2))).isEmpty();
        assertThat(reassembly.add(part(2, 2, 2))).isEmpty();
        assertThat(reassembly.add(new Fragment(header(1).answer(), 2, 2, PayloadType.NONE, half(2))))
                .isEmpty();
        assertThat(reassembly.add(part(1, 2, 2))).isPresent();
    }

    @Test
    @Requirement({"RFC 7383 2.6-2", "RFC 7383 2.6-3"})
    void aSetWithMoreFragmentsReplacesOneWithFewerAndNotTheOtherWayRound() {
        reassembly.add(part(1, 1, 2));
        reassembly.add(blank(1, 3, 3, 10));
        assertThat(reassembly.octets()).isEqualTo(10);
        assertThat(reassembly.add(part(1, 2, 2))).isEmpty();
        assertThat(reassembly.octets()).isEqualTo(10);
    }

    @Test
    @Requirement("RFC 7383 2.6-4")
    void aFragmentThatComesTwiceIsKeptOnce() {
        for (int i = 0; i < 100; i++) {
            reassembly.add(part(1, 1, 2));
        }
        assertThat(reassembly.octets()).isEqualTo(4);
    }

    @Test
    void fragmentsOfAnotherExchangeWithTheSameIdDoNotMix() {
        reassembly.add(part(1, 1, 2));
        IkeHeader other = IkeHeader.request(1, 2, ExchangeType.CREATE_CHILD_SA, true, 1);
        assertThat(reassembly.add(new Fragment(other, 2, 2, PayloadType.NONE, half(2))))
                .isEmpty();
        assertThat(reassembly.add(part(1, 2, 2))).isPresent();
    }

    @Test
    @Requirement("RFC 7383 2.6-8")
    void neitherTheNumberOfFragmentsNorTheirOctetsHaveNoEnd() {
        assertThat(reassembly.add(blank(1, 1, 256, 10))).isEmpty();
        assertThat(reassembly.octets()).isZero();
        for (int id = 0; id < 1_000; id++) {
            reassembly.add(blank(id, 1, 2, 1_000));
            reassembly.add(blank(7, id % 255 + 1, 255, 1_000));
        }
        assertThat(reassembly.octets()).isBetween(Reassembly.MOST_OCTETS - 1_000, Reassembly.MOST_OCTETS);
    }

    @Test
    void whatIsForgottenMakesRoom() {
        reassembly.add(blank(1, 1, 2, 1_000));
        reassembly.forget(header(1));
        assertThat(reassembly.octets()).isZero();
    }

    private static Fragment part(int id, int number, int total) {
        return new Fragment(header(id), number, total, number == 1 ? PayloadType.N : PayloadType.NONE, half(number));
    }

    private static Fragment blank(int id, int number, int total, int octets) {
        return new Fragment(header(id), number, total, PayloadType.NONE, Bytes.of(new byte[octets]));
    }

    private static Bytes half(int number) {
        return Bytes.of(NOTIFY, number == 1 ? 0 : 4, 4);
    }

    private static IkeHeader header(int id) {
        return IkeHeader.request(1, 2, ExchangeType.INFORMATIONAL, true, id);
    }
}
