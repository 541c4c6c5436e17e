package org.sctpshim.ike.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sctpshim.conformance.Requirement;

class MessageReaderTest {
    static Stream<IkeMessage> samples() {
        return SampleMessages.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void what_was_written_is_read_again(IkeMessage message) throws Exception {
        byte[] octets = MessageWriter.write(message);

        assertThat(MessageReader.read(octets)).isEqualTo(message);
        assertThat(MessageReader.readHeader(octets)).isEqualTo(message.header());
    }

    @ParameterizedTest
    @MethodSource("samples")
    @Requirement("RFC 7296 3.1-8")
    void a_message_cut_at_any_length_is_malformed(IkeMessage message) {
        byte[] octets = MessageWriter.write(message);

        for (int length = 0; length < octets.length; length++) {
            byte[] cut = Arrays.copyOf(octets, length);
            assertThatThrownBy(() -> MessageReader.read(cut)).isInstanceOf(MalformedMessageException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_chain_cut_at_any_length_is_malformed(IkeMessage message) {
        if (message.isSealed()) {
            return; // Its chain is not readable before it is opened.
        }
        Bytes chain = MessageWriter.writePayloads(message.payloads());
        PayloadType first = MessageWriter.firstType(message.payloads());

        for (int length = 0; length < chain.length(); length++) {
            Bytes cut = chain.slice(0, length);
            assertThatThrownBy(() -> MessageReader.readPayloads(first, cut))
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_message_with_any_bit_flipped_is_read_or_malformed_and_what_is_read_can_be_written(IkeMessage message) {
        byte[] octets = MessageWriter.write(message);

        for (int bit = 0; bit < 8 * octets.length; bit++) {
            byte[] flipped = octets.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            readsOrIsMalformed(flipped);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_message_with_any_two_octets_overwritten_is_read_or_malformed(IkeMessage message) {
        byte[] octets = MessageWriter.write(message);
        Random random = new Random(7296);

        for (int round = 0; round < 2_000; round++) {
            byte[] changed = octets.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            readsOrIsMalformed(changed);
        }
    }

    @Test
    void random_payload_bodies_are_read_or_malformed() {
        Random random = new Random(4555);
        for (int round = 0; round < 50_000; round++) {
            byte[] body = new byte[random.nextInt(64)];
            random.nextBytes(body);
            PayloadType type = new PayloadType(33 + random.nextInt(22));
            Bytes chain = Bytes.concat(
                    new OctetWriter().u8(0).u8(0).u16(4 + body.length).toBytes(), Bytes.of(body));
            try {
                assertThat(MessageReader.readPayloads(type, chain)).hasSize(1);
            } catch (MalformedMessageException e) {
                assertThat(e.offset()).isBetween(0, chain.length());
            }
        }
    }

    @Test
    @Requirement("RFC 7296 3.1-8")
    void octets_after_the_last_payload_are_malformed() {
        byte[] octets = MessageWriter.write(SampleMessages.ikeSaInitRequest());
        byte[] longer = Arrays.copyOf(octets, octets.length + 1);
        assertThatThrownBy(() -> MessageReader.read(longer)).hasMessageContaining("length");

        longer[27]++;
        assertThatThrownBy(() -> MessageReader.read(longer)).hasMessageContaining("payloads");
    }

    @Test
    @Requirement("RFC 7296 2.5-1")
    void another_major_version_has_a_readable_header_and_no_readable_message() throws Exception {
        byte[] octets = MessageWriter.write(SampleMessages.ikeSaInitRequest());
        octets[17] = 0x30;

        assertThat(MessageReader.readHeader(octets).majorVersion()).isEqualTo(3);
        assertThatThrownBy(() -> MessageReader.read(octets)).hasMessageContaining("major version 3");
    }

    @Test
    @Requirement("RFC 7296 2.5-4")
    void another_minor_version_is_read() throws Exception {
        byte[] octets = MessageWriter.write(SampleMessages.ikeSaInitRequest());
        octets[17] = 0x21;

        assertThat(MessageReader.read(octets).header().minorVersion()).isEqualTo(1);
    }

    @Test
    @Requirement("RFC 7296 3.1-10")
    void an_encrypted_payload_inside_another_is_malformed() {
        Bytes chain = Bytes.ofHex("00 00 0008 00112233");

        assertThatThrownBy(() -> MessageReader.readPayloads(PayloadType.SK, chain))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @Requirement("RFC 7296 3.14-1")
    void an_encrypted_payload_that_is_not_the_last_is_malformed() {
        byte[] octets = Bytes.ofHex("""
                0102030405060708 a1a2a3a4a5a6a7a8
                2e 20 25 28 00000001 0000002c
                29 00 0008 00112233
                00 00 0008 00 00 400c
                """).toArray();

        assertThatThrownBy(() -> MessageReader.read(octets)).hasMessageContaining("too many");
    }

    @Test
    void an_exception_names_field_offset_and_reason() {
        byte[] octets = MessageWriter.write(SampleMessages.ikeSaInitResponse());
        octets[30] = 0x7f; // the SA payload's length

        assertThatThrownBy(() -> MessageReader.read(octets))
                .hasMessageStartingWith("SA payload at octet 32: ")
                .hasMessageContaining("left");
    }

    @Test
    void more_payloads_than_the_limit_are_malformed() throws Exception {
        List<Payload> most = Collections.nCopies(WireLimits.PAYLOADS, NotifyPayload.of(NotifyType.USE_TRANSPORT_MODE));
        assertThat(MessageReader.readPayloads(PayloadType.N, MessageWriter.writePayloads(most)))
                .hasSize(WireLimits.PAYLOADS);

        List<Payload> more =
                Collections.nCopies(WireLimits.PAYLOADS + 1, NotifyPayload.of(NotifyType.USE_TRANSPORT_MODE));
        isMalformed(PayloadType.N, MessageWriter.writePayloads(more));
    }

    @Test
    void a_message_longer_than_a_datagram_is_malformed() {
        byte[] octets = new byte[WireLimits.MESSAGE_OCTETS + 1];

        assertThatThrownBy(() -> MessageReader.read(octets)).hasMessageContaining("65535");
    }

    @Test
    void more_proposals_transforms_selectors_spis_or_data_than_the_limit_are_malformed() {
        Bytes proposal = Bytes.ofHex("0200 0008 01 01 00 00");
        Bytes last = Bytes.ofHex("0000 0008 01 01 00 00");
        Bytes[] proposals = new Bytes[WireLimits.PROPOSALS + 1];
        Arrays.fill(proposals, proposal);
        proposals[WireLimits.PROPOSALS] = last;
        isMalformed(PayloadType.SA, payload(Bytes.concat(proposals)));

        isMalformed(PayloadType.SA, payload(Bytes.ofHex("0000 0008 01 01 00 81")));
        isMalformed(PayloadType.TSI, payload(Bytes.ofHex("41 000000")));
        isMalformed(PayloadType.D, payload(Bytes.concat(Bytes.ofHex("03 04 0401"), Bytes.of(new byte[4 * 1025]))));
        isMalformed(PayloadType.N, payload(Bytes.of(new byte[4 + WireLimits.NOTIFY_DATA_OCTETS + 1])));
        isMalformed(PayloadType.IDI, payload(Bytes.of(new byte[4 + WireLimits.IDENTIFICATION_OCTETS + 1])));
        isMalformed(PayloadType.NONCE, payload(Bytes.of(new byte[15])));
        isMalformed(PayloadType.NONCE, payload(Bytes.of(new byte[257])));
    }

    @Test
    @Requirement("RFC 7296 3.3-2")
    void wrong_substructure_markers_and_counts_are_malformed() {
        // A last transform that says more follow, and a proposal that counts one more than it has.
        isMalformed(PayloadType.SA, payload(Bytes.ofHex("0000 0010 01 01 00 01 0300 0008 0200 0005")));
        isMalformed(PayloadType.SA, payload(Bytes.ofHex("0000 0010 01 01 00 02 0300 0008 0200 0005")));
        isMalformed(PayloadType.SA, payload(Bytes.ofHex("0100 0010 01 01 00 01 0000 0008 0200 0005")));
        isMalformed(PayloadType.SA, payload(Bytes.EMPTY));
    }

    @Test
    @Requirement({"RFC 7296 2.9-6", "RFC 7296 3.13-1"})
    void a_selector_of_an_unknown_type_is_ignored_and_those_beside_it_count() throws Exception {
        Bytes three = payload(Bytes.ofHex("03 000000"
                + "09 84 0010 0000 ffff 0a010001 0a010001"
                + "07 84 0010 0b59 0b59 0a010001 0a010001"
                + "f0 00 0005 00"));
        assertThat(MessageReader.readPayloads(PayloadType.TSI, three))
                .containsExactly(TrafficSelectorPayload.initiator(
                        TrafficSelector.of(TrafficSelector.SCTP, SampleMessages.ALPHA_1, 2905)));
    }

    @Test
    void selectors_of_a_wrong_length_are_malformed() {
        isMalformed(PayloadType.TSI, payload(Bytes.ofHex("01 000000 09 84 0003 0000 ffff 0a010001 0a010001")));
        isMalformed(PayloadType.TSI, payload(Bytes.ofHex("01 000000 09 84 0011 0000 ffff 0a010001 0a010001")));
        isMalformed(PayloadType.TSI, payload(Bytes.ofHex("01 000000 07 84 0011 0000 ffff 0a010001 0a010001 00")));
        isMalformed(PayloadType.TSI, payload(Bytes.ofHex("02 000000 07 84 0010 0000 ffff 0a010001 0a010001")));
    }

    private static void readsOrIsMalformed(byte[] octets) {
        try {
            IkeMessage read = MessageReader.read(octets);
            assertThat(MessageReader.read(MessageWriter.write(read))).isEqualTo(read);
        } catch (MalformedMessageException e) {
            assertThat(e.offset()).isBetween(0, octets.length);
        }
    }

    private static void isMalformed(PayloadType first, Bytes chain) {
        assertThatThrownBy(() -> MessageReader.readPayloads(first, chain))
                .isInstanceOf(MalformedMessageException.class);
    }

    private static Bytes payload(Bytes body) {
        return Bytes.concat(new OctetWriter().u8(0).u8(0).u16(4 + body.length()).toBytes(), body);
    }

    @Test
    @Requirement({"RFC 7383 2.5-4", "RFC 7383 2.6-1"})
    void a_fragment_whose_number_or_total_is_zero_or_whose_number_is_beyond_the_total_is_malformed() {
        for (String numbers : new String[] {"0000 0003", "0001 0000", "0000 0000", "0004 0003"}) {
            isMalformed(PayloadType.SKF, payload(Bytes.ofHex(numbers + "00112233")));
        }
        for (int[] numbers : new int[][] {{0, 3}, {1, 0}, {4, 3}, {1, 0x1_0000}}) {
            assertThatThrownBy(
                            () -> new EncryptedFragmentPayload(PayloadType.NONE, numbers[0], numbers[1], Bytes.EMPTY))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
