package org.sctpshim.ike.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IpAddress;

class NatDetectionTest {
    @Test
    void the_hash_covers_spis_address_and_port() {
        IpAddress address = IpAddress.parse("10.1.0.1");
        Bytes hash = NatDetection.hash(SampleKeys.SPI_I, SampleKeys.SPI_R, address, 500);

        assertThat(hash).isEqualTo(Bytes.ofHex("a50adc1eb914974dfe78a8b57160173a0dcda085"));
        assertThat(hash).isNotEqualTo(NatDetection.hash(SampleKeys.SPI_I, SampleKeys.SPI_R, address, 4500));
        assertThat(hash).isNotEqualTo(NatDetection.hash(SampleKeys.SPI_I, 0, address, 500));
    }
}
