package org.sctpshim.ike.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** An HTTP server on the loopback that answers one request with octets of a test, and keeps what it was asked. */
final class OneShotServer implements AutoCloseable {
    final CompletableFuture<String> asked = new CompletableFuture<>();
    private final ServerSocket socket;
    private final byte[] head;
    private final byte[] body;
    private final int bodies;

    /** @param bodies how often the body is sent */
    OneShotServer(String head, byte[] body, int bodies) throws IOException {
        this.socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        this.head = ("HTTP/1.1 " + head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        this.body = body;
        this.bodies = bodies;
        Thread thread = new Thread(this::serve, "one-shot-server");
        thread.setDaemon(true);
        thread.start();
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
    }

    private void serve() {
        try (Socket client = socket.accept();
                InputStream in = client.getInputStream();
                OutputStream out = client.getOutputStream()) {
            asked.complete(request(in));
            out.write(head);
            for (int i = 0; i < bodies; i++) {
                out.write(body);
            }
        } catch (IOException e) {
            asked.completeExceptionally(e); // The client hung up in the middle of too much, or there was none.
        }
    }

    /** Header and body, as one character an octet. */
    private static String request(InputStream in) throws IOException {
        StringBuilder all = new StringBuilder();
        while (all.indexOf("\r\n\r\n") < 0) {
            all.append((char) in.read());
        }
        int length = all.indexOf("Content-Length: ");
        if (length >= 0) {
            int octets = Integer.parseInt(all.substring(length + 16, all.indexOf("\r\n", length)));
            all.append(new String(in.readNBytes(octets), StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
