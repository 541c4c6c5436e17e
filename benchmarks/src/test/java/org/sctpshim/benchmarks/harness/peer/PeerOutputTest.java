package org.sctpshim.benchmarks.harness.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PeerOutputTest {

    private static final String DPDK = """
            Allocated pool "sess_mp_0" on socket 0
            #lcore id,Buffer Size(B),Burst Size,Enqueued,Dequeued,Failed Enq,Failed Deq,Ops(Millions),Throughput(Gbps),Cycles/Buf

            1,64,32,3000000,3000000,0,0,8.584,4.395,302.876
            1,256,32,3000000,3000000,0,0,7.038,14.414,369.412
            """;

    @Test
    void dpdkTellsMillionsOfOperationsASecond() throws IOException {
        assertThat(DpdkCryptoPerf.nanoseconds(DPDK, "64")).isEqualTo(116.5, within(0.1));
        assertThat(DpdkCryptoPerf.nanoseconds(DPDK, "256")).isEqualTo(142.1, within(0.1));
    }

    @Test
    void dpdkWithoutALineForTheSizeHasMeasuredNothing() {
        assertThatIOException()
                .isThrownBy(() -> DpdkCryptoPerf.nanoseconds(DPDK, "1400"))
                .withMessageContaining("no line for 1400");
    }

    @Test
    void opensslTellsOctetsASecond() throws IOException {
        assertThat(OpensslSpeed.nanoseconds("+DT:AES-128-GCM:1:256\n+H:256\n+F:25:AES-128-GCM:789783068.13\n", "256"))
                .isEqualTo(324.1, within(0.1));
    }

    @Test
    void opensslWithoutAResultHasMeasuredNothing() {
        assertThatIOException().isThrownBy(() -> OpensslSpeed.nanoseconds("Error setting cipher\n", "256"));
    }
}
