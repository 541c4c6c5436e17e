package org.sctpshim.ike.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sctpshim.ike.auth.RevocationQuery;
import org.sctpshim.ike.wire.Bytes;

/** Questions about certificates over HTTP, to servers on the loopback. */
class RevocationFetcherTest {
    private static final byte[] BODY = {1, 2};

    private final RevocationFetcher fetcher = new RevocationFetcher();

    @AfterEach
    void close() {
        fetcher.close();
    }

    private Optional<Bytes> answer(RevocationQuery query) throws Exception {
        CompletableFuture<Optional<Bytes>> answer = new CompletableFuture<>();
        fetcher.ask(query, (asked, content) -> answer.complete(content));
        return answer.get(10, TimeUnit.SECONDS);
    }

    @Test
    void anOcspRequestIsPosted() throws Exception {
        try (OneShotServer server = new OneShotServer("200 OK", BODY, 1)) {
            RevocationQuery query = new RevocationQuery.Ocsp(server.at("/ocsp"), Bytes.utf8("request"));
            assertThat(answer(query)).contains(Bytes.of(BODY));
            assertThat(server.asked.get(1, TimeUnit.SECONDS))
                    .startsWith("POST /ocsp HTTP/1.1\r\n")
                    .contains("Content-Type: application/ocsp-request\r\n")
                    .endsWith("\r\n\r\nrequest");
        }
    }

    @Test
    void aRevocationListIsGot() throws Exception {
        try (OneShotServer server = new OneShotServer("200 OK", BODY, 1)) {
            assertThat(answer(new RevocationQuery.CrlAt(server.at("/a.crl")))).contains(Bytes.of(BODY));
            assertThat(server.asked.get(1, TimeUnit.SECONDS)).startsWith("GET /a.crl HTTP/1.1\r\n");
        }
    }

    @Test
    void noRedirectionIsFollowed() throws Exception {
        try (OneShotServer target = new OneShotServer("200 OK", BODY, 1);
                OneShotServer server =
                        new OneShotServer("302 Found\r\nLocation: " + target.at("/elsewhere"), new byte[0], 0)) {
            assertThat(answer(new RevocationQuery.CrlAt(server.at("/a.crl")))).isEmpty();
            assertThat(target.asked).isNotDone();
        }
    }

    @Test
    void anAnswerWithoutEndIsCutOff() throws Exception {
        try (OneShotServer server = new OneShotServer("200 OK", new byte[1 << 20], 6)) {
            assertThat(answer(new RevocationQuery.CrlAt(server.at("/a.crl")))).isEmpty();
        }
    }

    @Test
    void aServerThatIsNotThereIsAnsweredTo() throws Exception {
        OneShotServer server = new OneShotServer("200 OK", BODY, 1);
        URI closed = server.at("/a.crl");
        server.close();
        assertThat(answer(new RevocationQuery.CrlAt(closed))).isEmpty();
    }
}
