package org.sctpshim.examples.demo.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class MessageTest {
    @Test
    void aMessageFillsItsBufferAndReadsBack() {
        ByteBuffer buffer = ByteBuffer.allocate(200);
        new Message(7, 123_456_789_012L).write(buffer);
        assertThat(buffer.remaining()).isEqualTo(200);
        assertThat(Message.read(buffer)).isEqualTo(new Message(7, 123_456_789_012L));
    }

    @Test
    void aReusedBufferLeavesNothingOfTheMessageBefore() {
        ByteBuffer buffer = ByteBuffer.allocate(24);
        buffer.putLong(16, -1);
        new Message(1, 2).write(buffer);
        assertThat(buffer.getLong(16)).isZero();
    }

    @Test
    void anythingShorterIsNotOurs() {
        assertThatThrownBy(() -> Message.read(ByteBuffer.allocate(15))).hasMessageContaining("15 bytes");
    }
}
