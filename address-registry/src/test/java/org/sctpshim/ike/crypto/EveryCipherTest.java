package org.sctpshim.ike.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.sctpshim.ike.crypto.SampleKeys.NONCES;
import static org.sctpshim.ike.crypto.SampleKeys.SPI_I;
import static org.sctpshim.ike.crypto.SampleKeys.SPI_R;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.wire.EncryptionAlgorithm;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.MessageWriter;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.VendorIdPayload;

/** What holds for the protection of messages whatever the cipher. */
class EveryCipherTest {
    private static final IkeHeader HEADER = IkeHeader.request(SPI_I, SPI_R, ExchangeType.IKE_AUTH, true, 1);
    private static final IkeMessage SHORT = IkeMessage.of(HEADER, NotifyPayload.of(NotifyType.MOBIKE_SUPPORTED));

    static Stream<CipherSpec> ciphers() {
        return CipherSpec.SUPPORTED.stream();
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void messages_of_every_size_come_through(CipherSpec cipher) {
        MessageSealer sealer = keys(cipher).sealer(Role.INITIATOR);
        MessageOpener opener = keys(cipher).opener(Role.RESPONDER);
        for (int size = 0; size < 100; size++) {
            IkeMessage message = ofSize(size);
            assertThat(opener.open(sealer.seal(message))).isEqualTo(opened(message));
        }
        IkeMessage empty = IkeMessage.of(HEADER);
        assertThat(opener.open(sealer.seal(empty))).isEqualTo(opened(empty));
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void a_message_with_any_bit_flipped_is_not_authentic(CipherSpec cipher) {
        byte[] sealed = keys(cipher).sealer(Role.INITIATOR).seal(SHORT);
        MessageOpener opener = keys(cipher).opener(Role.RESPONDER);
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            assertThat(opener.open(flipped(sealed, bit))).isEqualTo(new Opening.NotAuthentic());
        }
        assertThat(opener.open(sealed)).isEqualTo(opened(SHORT));
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void a_message_of_any_other_length_is_not_authentic(CipherSpec cipher) {
        byte[] sealed = keys(cipher).sealer(Role.INITIATOR).seal(SHORT);
        MessageOpener opener = keys(cipher).opener(Role.RESPONDER);
        for (int length = 0; length < sealed.length + 40; length++) {
            byte[] cut = withLength(Arrays.copyOf(sealed, length));
            boolean same = length == sealed.length;
            assertThat(opener.open(cut).equals(opened(SHORT))).isEqualTo(same);
            assertThat(opener.open(cut) instanceof Opening.NotAuthentic).isEqualTo(!same);
        }
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    @Requirement("RFC 7383 2.5-2")
    void a_message_comes_through_in_fragments_of_any_size(CipherSpec cipher) {
        MessageSealer sealer = keys(cipher).sealer(Role.INITIATOR);
        MessageOpener opener = keys(cipher).opener(Role.RESPONDER);
        IkeMessage message = ofSize(3_000);
        for (int most = 120; most < 1_500; most += 37) {
            List<Fragment> fragments = new ArrayList<>();
            for (byte[] datagram : sealer.sealInFragments(message, most)) {
                assertThat(datagram.length).isLessThanOrEqualTo(most);
                assertThat(opener.open(datagram)).isEqualTo(new Opening.NotAuthentic());
                fragments.add(fragment(opener, datagram));
            }
            assertThat(fragments.size()).isGreaterThan(3_000 / most);
            assertThat(Fragment.join(fragments)).contains(opened(message));
        }
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void what_fits_a_datagram_is_no_fragment_and_what_does_not_by_an_octet_is_two(CipherSpec cipher) {
        MessageSealer sealer = keys(cipher).sealer(Role.INITIATOR);
        IkeMessage message = ofSize(1_000);
        byte[] whole = sealer.seal(message);

        List<byte[]> fitting = sealer.sealInFragments(message, whole.length);
        assertThat(fitting).hasSize(1);
        assertThat(keys(cipher).opener(Role.RESPONDER).open(fitting.get(0))).isEqualTo(opened(message));
        assertThat(sealer.sealInFragments(message, whole.length - 1)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void a_fragment_with_any_bit_flipped_is_not_authentic(CipherSpec cipher) {
        List<byte[]> fragments = keys(cipher).sealer(Role.INITIATOR).sealInFragments(ofSize(150), 140);
        MessageOpener opener = keys(cipher).opener(Role.RESPONDER);
        byte[] last = fragments.get(fragments.size() - 1);
        for (int bit = 0; bit < 8 * last.length; bit++) {
            assertThat(opener.openFragment(flipped(last, bit))).isEqualTo(new FragmentOpening.NotAuthentic());
        }
        assertThat(opener.openFragment(last)).isInstanceOf(FragmentOpening.Opened.class);
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void datagrams_without_room_for_an_octet_of_payload_carry_no_fragments(CipherSpec cipher) {
        MessageSealer sealer = keys(cipher).sealer(Role.INITIATOR);
        for (int most = 0; most < 60; most++) {
            int tooSmall = most;
            assertThatIllegalArgumentException().isThrownBy(() -> sealer.sealInFragments(ofSize(500), tooSmall));
        }
    }

    private static IkeSaKeys keys(CipherSpec cipher) {
        IkeSuite suite = new IkeSuite(cipher, Prf.HMAC_SHA2_256, KeyExchangeMethod.CURVE25519);
        return Skeyseed.initial(suite, NONCES, SampleKeys.shared(0x80)).keys(SPI_I, SPI_R);
    }

    private static IkeMessage ofSize(int octets) {
        return IkeMessage.of(HEADER, new VendorIdPayload(SampleKeys.counting(octets, octets)));
    }

    private static Opening opened(IkeMessage message) {
        return new Opening.Opened(message, MessageWriter.writePayloads(message.payloads()));
    }

    private static Fragment fragment(MessageOpener opener, byte[] datagram) {
        FragmentOpening opening = opener.openFragment(datagram);
        assertThat(opening).isInstanceOf(FragmentOpening.Opened.class);
        return ((FragmentOpening.Opened) opening).fragment();
    }

    private static byte[] flipped(byte[] message, int bit) {
        byte[] flipped = message.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }

    /** Writes the lengths that belong to so many octets, so that the reader does not stop it. */
    private static byte[] withLength(byte[] message) {
        if (message.length >= MessageSealer.CONTENT_OFFSET) {
            int payload = message.length - IkeHeader.OCTETS;
            message[26] = (byte) (message.length >> 8);
            message[27] = (byte) message.length;
            message[30] = (byte) (payload >> 8);
            message[31] = (byte) payload;
        }
        return message;
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    @Requirement("RFC 7296 3.14-4")
    void what_is_encrypted_is_padded_to_whole_blocks(CipherSpec cipher) {
        MessageSealer sealer = keys(cipher).sealer(Role.INITIATOR);
        boolean cbc = cipher.algorithm().equals(EncryptionAlgorithm.ENCR_AES_CBC);
        int iv = cbc ? 16 : 8;
        int icv = cbc ? cipher.integrityOctets() / 2 : 16;
        for (int size = 0; size < 40; size++) {
            int encrypted = sealer.seal(ofSize(size)).length - MessageSealer.CONTENT_OFFSET - iv - icv;
            assertThat(encrypted).isGreaterThan(size);
            assertThat(encrypted % (cbc ? 16 : 1)).isZero();
        }
    }
}
