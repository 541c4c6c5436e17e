package org.sctpshim.ike.wire;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;

class MessageWriterTest {
    private static final IkeHeader HEADER =
            IkeHeader.request(SampleMessages.SPI_I, SampleMessages.SPI_R, ExchangeType.INFORMATIONAL, true, 1);

    @Test
    @Requirement("RFC 7296 3.14-1")
    void an_encrypted_payload_must_be_the_last() {
        IkeMessage message = IkeMessage.of(
                HEADER,
                new EncryptedPayload(PayloadType.N, Bytes.of(new byte[40])),
                NotifyPayload.of(NotifyType.MOBIKE_SUPPORTED));

        assertThatIllegalArgumentException().isThrownBy(() -> MessageWriter.write(message));
    }

    @Test
    void a_message_must_fit_into_a_datagram() {
        IkeMessage message = IkeMessage.of(HEADER, new VendorIdPayload(Bytes.of(new byte[65_530])));

        assertThatIllegalArgumentException().isThrownBy(() -> MessageWriter.write(message));
    }
}
