package org.sctpshim.ike.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sctpshim.ike.auth.RevocationQuery;
import org.sctpshim.ike.wire.Bytes;

/** Questions about certificates over HTTP, to a server on the loopback. */
class RevocationFetcherTest {
    private final RevocationFetcher fetcher = new RevocationFetcher();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ocsp", exchange -> {
            byte[] request = exchange.getRequestBody().readAllBytes();
            boolean right = exchange.getRequestMethod().equals("POST")
                    && "application/ocsp-request"
                            .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
            exchange.sendResponseHeaders(right ? 200 : 400, request.length);
            exchange.getResponseBody().write(request);
            exchange.close();
        });
        server.createContext("/crl", exchange -> {
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("GET") ? 200 : 400, 2);
            exchange.getResponseBody().write(new byte[] {1, 2});
            exchange.close();
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/crl");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/large", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] megabyte = new byte[1 << 20];
            for (int i = 0; i < 6; i++) {
                exchange.getResponseBody().write(megabyte);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        fetcher.close();
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private Optional<Bytes> answer(RevocationQuery query) throws Exception {
        CompletableFuture<Optional<Bytes>> answer = new CompletableFuture<>();
        fetcher.ask(query, (asked, content) -> answer.complete(content));
        return answer.get(10, TimeUnit.SECONDS);
    }

    @Test
    void ocspIsPostedAndAListIsGot() throws Exception {
        Bytes request = Bytes.ofHex("300102");
        assertThat(answer(new RevocationQuery.Ocsp(at("/ocsp"), request))).contains(request);
        assertThat(answer(new RevocationQuery.CrlAt(at("/crl")))).contains(Bytes.ofHex("0102"));
    }

    @Test
    void whatFailsIsAnsweredToo() throws Exception {
        assertThat(answer(new RevocationQuery.CrlAt(at("/nothing")))).isEmpty();
        assertThat(answer(new RevocationQuery.CrlAt(at("/moved"))))
                .as("no redirection")
                .isEmpty();
        assertThat(answer(new RevocationQuery.CrlAt(at("/large"))))
                .as("no flood")
                .isEmpty();
        URI closed = at("/crl");
        server.stop(0);
        assertThat(answer(new RevocationQuery.CrlAt(closed))).isEmpty();
    }
}
