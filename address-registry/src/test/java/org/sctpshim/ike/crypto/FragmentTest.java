package org.sctpshim.ike.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.ike.crypto.SampleKeys.SPI_I;
import static org.sctpshim.ike.crypto.SampleKeys.SPI_R;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.EncryptedFragmentPayload;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MessageWriter;
import org.sctpshim.ike.wire.PayloadType;
import org.sctpshim.ike.wire.VendorIdPayload;

class FragmentTest {
    private static final IkeHeader HEADER = IkeHeader.request(SPI_I, SPI_R, ExchangeType.IKE_AUTH, true, 1);
    private static final IkeMessage MESSAGE = IkeMessage.of(HEADER, new VendorIdPayload(Bytes.of(new byte[300])));

    private final SecretBytes material = SecretBytes.copyOf(new byte[36]);

    @Test
    @Requirement({"RFC 7383 2.5-3", "RFC 7383 2.5-4"})
    void only_the_first_fragment_names_the_first_payload_inside() {
        List<Fragment> fragments = fragments();

        assertThat(fragments).hasSizeGreaterThan(2);
        assertThat(fragments.get(0).firstInner()).isEqualTo(PayloadType.V);
        assertThat(fragments.subList(1, fragments.size()))
                .extracting(Fragment::firstInner)
                .containsOnly(PayloadType.NONE);
        assertThat(fragments).extracting(Fragment::header).containsOnly(HEADER);
        assertThat(fragments).extracting(Fragment::total).containsOnly(fragments.size());
    }

    @Test
    @Requirement("RFC 7383 2.6-6")
    void fragments_join_in_order_complete_and_of_one_message_only() {
        List<Fragment> fragments = fragments();
        Fragment first = fragments.get(0);
        Fragment second = fragments.get(1);
        IkeHeader other = IkeHeader.request(SPI_I, SPI_R, ExchangeType.IKE_AUTH, true, 2);
        Fragment half = new Fragment(HEADER, 1, 2, PayloadType.V, Bytes.EMPTY);
        Fragment foreign = new Fragment(other, 2, 2, PayloadType.NONE, Bytes.EMPTY);

        assertThat(Fragment.join(fragments)).isPresent();
        assertThat(Fragment.join(List.of())).isEmpty();
        assertThat(Fragment.join(fragments.subList(0, fragments.size() - 1))).isEmpty();
        assertThat(Fragment.join(fragments.subList(1, fragments.size()))).isEmpty();
        assertThat(Fragment.join(List.of(second, first))).isEmpty();
        assertThat(Fragment.join(List.of(half, foreign))).isEmpty();
    }

    @Test
    void joined_nonsense_is_malformed_inside() {
        Fragment nonsense = new Fragment(HEADER, 1, 1, PayloadType.V, Bytes.ofHex("0102"));

        assertThat(Fragment.join(List.of(nonsense)))
                .hasValueSatisfying(opening -> assertThat(opening).isInstanceOf(Opening.MalformedInside.class));
    }

    @Test
    @Requirement("RFC 7383 2.5-2")
    void authentic_nonsense_in_a_fragment_is_told_from_what_is_not_authentic() {
        assertThat(open(PayloadType.NONE, 2, new byte[] {1, 2, 9})).isInstanceOf(FragmentOpening.MalformedInside.class);
        assertThat(open(PayloadType.NONE, 2, new byte[0])).isInstanceOf(FragmentOpening.MalformedInside.class);
        assertThat(open(PayloadType.V, 2, new byte[] {1, 2, 0})).isInstanceOf(FragmentOpening.MalformedInside.class);
        assertThat(open(PayloadType.V, 1, new byte[] {1, 2, 0})).isInstanceOf(FragmentOpening.Opened.class);
    }

    @Test
    void a_whole_message_is_no_fragment() {
        byte[] sealed = new MessageSealer(cipher()).seal(MESSAGE);

        assertThat(new MessageOpener(cipher()).openFragment(sealed)).isEqualTo(new FragmentOpening.NotAuthentic());
    }

    private List<Fragment> fragments() {
        MessageOpener opener = new MessageOpener(cipher());
        return new MessageSealer(cipher())
                .sealInFragments(MESSAGE, 160).stream()
                        .map(opener::openFragment)
                        .map(opening -> ((FragmentOpening.Opened) opening).fragment())
                        .toList();
    }

    /** Opens a fragment with a plaintext that no sealer of ours would make. */
    private FragmentOpening open(PayloadType first, int number, byte[] plaintext) {
        PayloadCipher cipher = cipher();
        Bytes room = Bytes.of(new byte[plaintext.length + cipher.overheadOctets()]);
        byte[] message = MessageWriter.write(
                new IkeMessage(HEADER, List.of(new EncryptedFragmentPayload(first, number, 2, room))));
        cipher.seal(message, MessageSealer.FRAGMENT_CONTENT_OFFSET, plaintext);
        return new MessageOpener(cipher()).openFragment(message);
    }

    private PayloadCipher cipher() {
        return new AeadPayloadCipher(Aead.AES_GCM, material);
    }
}
