package org.sctpshim.benchmarks.harness.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * As much of strongSwan's control protocol (vici) as starting IKE SAs takes: a command with flat arguments, and its answer
 * as text.
 *
 * <pre>
 *   4 length of what follows   1 type (0 request, 1 answer)   1 length of the name   name
 *   arguments, each: 1 (3: key and value)   1 length   key   2 length   value
 * </pre>
 */
final class ViciClient implements AutoCloseable {

    private static final int COMMAND_REQUEST = 0;
    private static final int COMMAND_RESPONSE = 1;
    private static final int KEY_VALUE = 3;
    private static final int MAX_ANSWER = 512 * 1024;

    private final SocketChannel channel;

    ViciClient(Path socket) throws IOException {
        channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    }

    /** The answer's octets as they are, read as text: keys and values stand in it with a few others between them. */
    String call(String command, Map<String, String> arguments) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(COMMAND_REQUEST);
        body.write(command.length());
        body.writeBytes(command.getBytes(StandardCharsets.US_ASCII));
        arguments.forEach((key, value) -> {
            body.write(KEY_VALUE);
            body.write(key.length());
            body.writeBytes(key.getBytes(StandardCharsets.US_ASCII));
            body.write(value.length() >>> 8);
            body.write(value.length());
            body.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
        });
        ByteBuffer packet = ByteBuffer.allocate(Integer.BYTES + body.size());
        packet.putInt(body.size()).put(body.toByteArray()).flip();
        while (packet.hasRemaining()) {
            channel.write(packet);
        }
        int length = read(Integer.BYTES).getInt();
        if (length < 1 || length > MAX_ANSWER) {
            throw new IOException("charon answered " + command + " with " + length + " octets");
        }
        ByteBuffer answer = read(length);
        if (answer.get() != COMMAND_RESPONSE) {
            throw new IOException("charon does not know the command " + command);
        }
        return StandardCharsets.ISO_8859_1.decode(answer).toString();
    }

    private ByteBuffer read(int octets) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(octets);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new IOException("charon ended");
            }
        }
        return buffer.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
