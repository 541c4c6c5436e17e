package org.sctpshim.ike.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.sctpshim.ike.crypto.SampleKeys.SPI_I;
import static org.sctpshim.ike.crypto.SampleKeys.SPI_R;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.EncryptedPayload;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MessageReader;
import org.sctpshim.ike.wire.MessageWriter;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.PayloadType;
import org.sctpshim.ike.wire.VendorIdPayload;

class MessageProtectionTest {
    private static final IkeHeader HEADER = IkeHeader.request(SPI_I, SPI_R, ExchangeType.INFORMATIONAL, true, 5);
    private static final IkeMessage MOBIKE = IkeMessage.of(HEADER, NotifyPayload.of(NotifyType.MOBIKE_SUPPORTED));

    private IkeSaKeys keys = SampleKeys.ikeSaKeys();

    @BeforeEach
    void newKeys() {
        keys = SampleKeys.ikeSaKeys();
    }

    /** The expected octets were computed apart from this code, with another AES-GCM. */
    @Test
    void a_sealed_message_is_header_iv_ciphertext_and_icv() {
        assertThat(Bytes.of(keys.sealer(Role.INITIATOR).seal(MOBIKE))).isEqualTo(Bytes.ofHex("""
                0102030405060708 a1a2a3a4a5a6a7a8 2e 20 25 08 00000005 00000041
                29 00 0025
                0000000000000001
                5bba2e0ad4b2d2a44f 10506ef96352183288ebdaa0cbf07e34"""));
    }

    @Test
    void each_end_opens_what_the_other_sealed_and_not_what_it_sealed_itself() {
        MessageSealer initiator = keys.sealer(Role.INITIATOR);
        MessageOpener responder = SampleKeys.ikeSaKeys().opener(Role.RESPONDER);
        MessageOpener self = SampleKeys.ikeSaKeys().opener(Role.INITIATOR);

        byte[] sealed = initiator.seal(MOBIKE);

        assertThat(responder.open(sealed)).isEqualTo(opened(MOBIKE));
        assertThat(self.open(sealed)).isEqualTo(new Opening.NotAuthentic());
        byte[] answer = SampleKeys.ikeSaKeys().sealer(Role.RESPONDER).seal(MOBIKE);
        assertThat(self.open(answer)).isEqualTo(opened(MOBIKE));
    }

    @Test
    void messages_of_every_size_come_through() {
        MessageSealer sealer = keys.sealer(Role.INITIATOR);
        MessageOpener opener = keys.opener(Role.RESPONDER);
        for (int size = 0; size < 300; size++) {
            IkeMessage message = IkeMessage.of(HEADER, new VendorIdPayload(Bytes.of(new byte[size])));
            assertThat(opener.open(sealer.seal(message))).isEqualTo(opened(message));
        }
        IkeMessage empty = IkeMessage.of(HEADER);
        assertThat(opener.open(sealer.seal(empty))).isEqualTo(opened(empty));
    }

    @Test
    @Requirement("RFC 7296 3.14-2")
    void no_initialization_vector_comes_twice() {
        MessageSealer sealer = keys.sealer(Role.INITIATOR);
        Set<Bytes> vectors = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            vectors.add(Bytes.of(sealer.seal(MOBIKE), MessageSealer.CONTENT_OFFSET, 8));
        }
        assertThat(vectors).hasSize(1_000);
    }

    @Test
    void keys_have_only_one_sealer() {
        assertThat(keys.sealer(Role.INITIATOR)).isNotNull();
        assertThatIllegalStateException().isThrownBy(() -> keys.sealer(Role.INITIATOR));
        assertThatIllegalStateException().isThrownBy(() -> keys.sealer(Role.RESPONDER));
    }

    @Test
    @Requirement("RFC 7296 3.14-6")
    void a_message_with_any_bit_flipped_is_not_authentic() {
        byte[] sealed = keys.sealer(Role.INITIATOR).seal(MOBIKE);
        MessageOpener opener = keys.opener(Role.RESPONDER);
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(opener.open(flipped)).isEqualTo(new Opening.NotAuthentic());
        }
        assertThat(opener.open(sealed)).isEqualTo(opened(MOBIKE));
    }

    @Test
    void a_message_of_any_other_length_is_not_authentic() {
        byte[] sealed = keys.sealer(Role.INITIATOR).seal(MOBIKE);
        MessageOpener opener = keys.opener(Role.RESPONDER);
        for (int length = 0; length < sealed.length + 40; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            if (length != sealed.length) {
                assertThat(opener.open(cut)).isEqualTo(new Opening.NotAuthentic());
            }
        }
    }

    @Test
    void an_encrypted_payload_too_short_for_iv_and_icv_is_not_authentic() {
        MessageOpener opener = keys.opener(Role.RESPONDER);
        for (int length = 0; length < 26; length++) {
            EncryptedPayload content = new EncryptedPayload(PayloadType.N, Bytes.of(new byte[length]));
            assertThat(opener.open(MessageWriter.write(IkeMessage.of(HEADER, content))))
                    .isEqualTo(new Opening.NotAuthentic());
        }
    }

    @Test
    @Requirement("RFC 7296 1.4-1")
    void a_message_in_clear_or_with_payloads_in_clear_is_not_authentic() throws Exception {
        MessageOpener opener = keys.opener(Role.RESPONDER);
        assertThat(opener.open(MessageWriter.write(MOBIKE))).isEqualTo(new Opening.NotAuthentic());

        IkeMessage sealed = MessageReader.read(keys.sealer(Role.INITIATOR).seal(MOBIKE));
        IkeMessage mixed = IkeMessage.of(
                HEADER, NotifyPayload.of(NotifyType.COOKIE2), sealed.payloads().get(0));
        assertThat(opener.open(MessageWriter.write(mixed))).isEqualTo(new Opening.NotAuthentic());
    }

    @Test
    @Requirement("RFC 7296 3.14-5")
    void padding_of_any_content_is_taken_off() {
        byte[] chain = MessageWriter.writePayloads(MOBIKE.payloads()).toArray();
        byte[] padded = Arrays.copyOf(chain, chain.length + 256);
        Arrays.fill(padded, chain.length, padded.length, (byte) 0xff);

        assertThat(openPlaintext(PayloadType.N, padded)).isEqualTo(opened(MOBIKE));
    }

    @Test
    void authentic_nonsense_is_told_from_what_is_not_authentic() {
        byte[] tooMuchPadding = {1, 2, 3, 4};
        byte[] notAPayload = {1, 2, 3, 0};

        assertThat(openPlaintext(PayloadType.N, tooMuchPadding)).isInstanceOf(Opening.MalformedInside.class);
        assertThat(openPlaintext(PayloadType.N, notAPayload)).isInstanceOf(Opening.MalformedInside.class);
        assertThat(openPlaintext(PayloadType.N, new byte[0])).isInstanceOf(Opening.MalformedInside.class);
    }

    @Test
    @Requirement("RFC 7296 2.12-1")
    void closed_keys_seal_nothing() {
        MessageSealer sealer = keys.sealer(Role.INITIATOR);
        keys.close();

        assertThatIllegalStateException().isThrownBy(() -> sealer.seal(MOBIKE));
    }

    private static Opening opened(IkeMessage message) {
        return new Opening.Opened(message, MessageWriter.writePayloads(message.payloads()));
    }

    /** Opens a message with a plaintext that no sealer of ours would make. */
    private Opening openPlaintext(PayloadType first, byte[] plaintext) {
        SecretBytes material = SecretBytes.copyOf(new byte[36]);
        AeadPayloadCipher cipher = new AeadPayloadCipher(Aead.AES_GCM, material);
        Bytes room = Bytes.of(new byte[plaintext.length + cipher.overheadOctets()]);
        byte[] message = MessageWriter.write(new IkeMessage(HEADER, List.of(new EncryptedPayload(first, room))));
        cipher.seal(message, MessageSealer.CONTENT_OFFSET, plaintext);
        return new MessageOpener(new AeadPayloadCipher(Aead.AES_GCM, material)).open(message);
    }
}
