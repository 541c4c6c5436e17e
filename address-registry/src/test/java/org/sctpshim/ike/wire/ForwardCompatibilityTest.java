package org.sctpshim.ike.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;

/** What RFC 7296 leaves room for is written as it says, and does not disturb when it is used by somebody else. */
class ForwardCompatibilityTest {
    private static final int FLAGS_OFFSET = 19;
    private static final int KNOWN_FLAGS = 0x38;

    @Test
    @Requirement({"RFC 7296 2.5-6", "RFC 7296 3.1-4", "RFC 7296 3.1-6", "RFC 7296 3.2-2"})
    void reserved_bits_and_the_version_flag_change_nothing_that_is_read() throws MalformedMessageException {
        for (IkeMessage message : List.of(SampleMessages.ikeSaInitRequest(), SampleMessages.ikeSaInitResponse())) {
            byte[] octets = MessageWriter.write(message);
            octets[FLAGS_OFFSET] = (byte) (octets[FLAGS_OFFSET] | 0xD7);
            for (int payload = IkeHeader.OCTETS; payload < octets.length; ) {
                octets[payload + 1] = (byte) 0xFF; // critical, and the reserved bits
                payload += length(octets, payload);
            }

            IkeMessage read = MessageReader.read(octets);

            assertThat(read.payloads()).isEqualTo(message.payloads());
            assertThat(read.header().response()).isEqualTo(message.header().response());
            assertThat(read.header().initiator()).isEqualTo(message.header().initiator());
        }
    }

    @Test
    @Requirement({"RFC 7296 2.5-5", "RFC 7296 2.5-10", "RFC 7296 3.1-4", "RFC 7296 3.1-6", "RFC 7296 3.2-1"})
    void reserved_bits_the_version_flag_and_the_critical_bit_are_never_set() {
        for (IkeMessage message : List.of(SampleMessages.ikeSaInitRequest(), SampleMessages.ikeSaInitResponse())) {
            byte[] octets = MessageWriter.write(message);
            assertThat(octets[FLAGS_OFFSET] & ~KNOWN_FLAGS).isZero();
            assertThat(octets[FLAGS_OFFSET] & IkeHeader.FLAG_VERSION).isZero();
            for (int payload = IkeHeader.OCTETS; payload < octets.length; ) {
                assertThat(octets[payload + 1]).isZero();
                payload += length(octets, payload);
            }
        }
    }

    @Test
    @Requirement({"RFC 7296 3.9-1", "RFC 7296 2.10-2"})
    void a_nonce_has_16_to_256_octets() {
        for (int length : new int[] {16, 256}) {
            assertThat(new NoncePayload(Bytes.of(new byte[length])).nonce().length())
                    .isEqualTo(length);
        }
        for (int length : new int[] {0, 15, 257}) {
            OctetReader in = OctetReader.over(Bytes.of(new byte[length]));
            assertThatThrownBy(() -> NoncePayload.read(in)).isInstanceOf(MalformedMessageException.class);
            assertThatThrownBy(() -> new NoncePayload(Bytes.of(new byte[length])))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @Requirement({"RFC 7296 3.10-2", "RFC 7296 3.10-3", "RFC 7296 3.10-4"})
    void a_notify_without_spi_says_no_protocol_and_one_that_does_means_the_same() throws MalformedMessageException {
        OctetWriter out = new OctetWriter();
        NotifyPayload.of(NotifyType.MOBIKE_SUPPORTED).writeBody(out);
        assertThat(out.toBytes()).isEqualTo(Bytes.ofHex("00 00 400c"));

        NotifyPayload withProtocol = NotifyPayload.read(OctetReader.over(Bytes.ofHex("03 00 400c")));
        assertThat(withProtocol.is(NotifyType.MOBIKE_SUPPORTED)).isTrue();
        assertThat(withProtocol.spi().isEmpty()).isTrue();
    }

    private static int length(byte[] octets, int payload) {
        return ByteBuffer.wrap(octets).getShort(payload + 2);
    }

    @Test
    @Requirement({"RFC 7296 3.2-1", "RFC 7296 3.12-1"})
    void no_payload_inside_a_protected_message_is_critical_either() {
        for (IkeMessage message : List.of(
                SampleMessages.ikeAuthRequest(),
                SampleMessages.ikeAuthResponse(),
                SampleMessages.createChildSaRequest(),
                SampleMessages.rekeyIkeSaRequest(),
                SampleMessages.informationalRequest())) {
            List<Payload> payloads = new ArrayList<>(message.payloads());
            payloads.add(new VendorIdPayload(Bytes.utf8("an extension")));
            byte[] chain = MessageWriter.writePayloads(payloads).toArray();
            int count = 0;
            for (int payload = 0; payload < chain.length; payload += length(chain, payload)) {
                assertThat(chain[payload + 1]).isZero();
                count++;
            }
            assertThat(count).isEqualTo(payloads.size());
        }
    }
}
