package org.sctpshim.ike.endpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.sctpshim.ike.auth.RevocationQuery;
import org.sctpshim.ike.wire.Bytes;

/**
 * Asks OCSP responders and CRL distribution points on threads of its own, within limits of time, size and number. What
 * comes is handed on unverified: whoever asked verifies its signature. Any thread may call.
 */
final class RevocationFetcher implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RevocationFetcher.class.getName());

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final long PATIENCE_NS = 4_000_000_000L;
    private static final int MOST_OCTETS = 4 << 20;
    private static final int THREADS = 4;
    private static final int MOST_WAITING = 64;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 5, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), RevocationFetcher::thread);

    RevocationFetcher() {
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "sctp-shim-revocation");
        thread.setDaemon(true);
        return thread;
    }

    /** Asks, and tells what came, or that nothing did; always one of both, and on another thread. */
    void ask(RevocationQuery query, BiConsumer<RevocationQuery, Optional<Bytes>> answered) {
        try {
            threads.execute(() -> answered.accept(query, fetch(query)));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.WARNING, "{0} is not asked: too many wait already", query.at());
            answered.accept(query, Optional.empty());
        }
    }

    private static Optional<Bytes> fetch(RevocationQuery query) {
        try {
            return Optional.of(exchange(query));
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "asking {0} about a certificate''s revocation failed: {1}",
                    query.at(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private static Bytes exchange(RevocationQuery query) throws IOException {
        // Neither a proxy nor a redirection: what a certificate names is asked, and nothing else.
        HttpURLConnection connection = (HttpURLConnection) query.at().toURL().openConnection(Proxy.NO_PROXY);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try {
            if (query instanceof RevocationQuery.Ocsp ocsp) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/ocsp-request");
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(ocsp.request().toArray());
                }
            }
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException("it answered " + connection.getResponseCode());
            }
            try (InputStream in = connection.getInputStream()) {
                return read(in);
            }
        } finally {
            connection.disconnect();
        }
    }

    /** Reads within the limits; a server that sends an octet now and then holds nobody up. */
    private static Bytes read(InputStream in) throws IOException {
        long endNs = System.nanoTime() + PATIENCE_NS;
        byte[] chunk = new byte[16_384];
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            if (all.size() + read > MOST_OCTETS || System.nanoTime() > endNs) {
                throw new IOException("its answer is larger than " + MOST_OCTETS + " octets or takes too long");
            }
            all.write(chunk, 0, read);
        }
        return Bytes.of(all.toByteArray());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
