package org.sctpshim.ike.endpoint;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.sctpshim.ike.auth.RevocationQuery;
import org.sctpshim.ike.host.HostEvent;
import org.sctpshim.ike.host.IkeHost;
import org.sctpshim.ike.host.Rehearsal;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.registry.PeerId;

/**
 * Runs one host's IKE on real sockets and a real clock, with one thread of its own.
 *
 * <p>Any thread may call any method. What is to be done with the host goes to the endpoint's thread by {@link #call}
 * and is done there in order; listeners and {@link PathProtection} are called there as well, so they must not call
 * {@link #call} and wait.
 */
public final class IkeEndpoint implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(IkeEndpoint.class.getName());
    private static final long CLOSE_PATIENCE_NS = 1_000_000_000L;

    private final EndpointSettings settings;
    private final UdpSockets sockets;
    private final IkeHost host;
    private final Commands commands = new Commands();
    private final RevocationFetcher fetcher = new RevocationFetcher();
    private final Thread thread;
    private volatile boolean closing;

    private IkeEndpoint(EndpointSettings settings, UdpSockets sockets, SecureRandom random) {
        this.settings = settings;
        this.sockets = sockets;
        this.host = new IkeHost(settings.host(), random::nextBytes, settings.keyLog());
        this.thread = new Thread(this::run, "sctp-shim-ike");
        this.thread.setDaemon(true);
    }

    /**
     * Rehearses a handshake in memory, binds the addresses and starts.
     *
     * @throws IOException if an address cannot be bound; the message says which, why, and what to do
     * @throws IllegalStateException if the rehearsal fails: this JVM's cryptography does not work
     */
    public static IkeEndpoint open(EndpointSettings settings) throws IOException {
        SecureRandom random = new SecureRandom();
        Rehearsal.run(settings.host().session(), random::nextBytes);
        UdpSockets sockets =
                new UdpSockets(settings.host().port(), settings.host().session().natTraversal(), settings.natPort());
        try {
            for (InetAddress address : settings.addresses()) {
                sockets.bind(address);
            }
        } catch (IOException e) {
            sockets.close();
            throw e;
        }
        IkeEndpoint endpoint = new IkeEndpoint(settings, sockets, random);
        endpoint.thread.start();
        return endpoint;
    }

    /** The clock that the host is run by: pass it to whatever is called on the host. */
    public static long nowNs() {
        return System.nanoTime();
    }

    /**
     * Has something done with the host on the endpoint's thread.
     *
     * @return what came of it; completed exceptionally with what the function threw, or with an {@link
     *     IllegalStateException} once the endpoint is closed
     */
    public <T> CompletableFuture<T> call(Function<IkeHost, T> function) {
        CompletableFuture<T> result = commands.add(function);
        sockets.wakeup();
        return result;
    }

    /**
     * Binds a further local address, before it is made known to any peer.
     *
     * @throws IOException if it cannot be bound; the message says why and what to do
     */
    public void bind(InetAddress address) throws IOException {
        Optional<IOException> failure = call(any -> {
                    try {
                        sockets.bind(address);
                        return Optional.<IOException>empty();
                    } catch (IOException e) {
                        return Optional.of(e);
                    }
                })
                .join();
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private void run() {
        try (sockets) {
            while (!closing || !commands.isEmpty()) {
                turn(untilNs(host.deadlineNs()));
            }
            sayGoodbye();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "the IKE endpoint died; nothing is protected anew, what is guarded stays blocked", e);
            closing = true;
        } finally {
            commands.end();
            fetcher.close();
        }
    }

    /** How long from now; a deadline may be any {@code long}, and so may the clock. */
    private static long untilNs(long deadlineNs) {
        long nowNs = nowNs();
        if (deadlineNs <= nowNs) {
            return 0;
        }
        return deadlineNs == Long.MAX_VALUE ? Long.MAX_VALUE : deadlineNs - nowNs;
    }

    /** One round: wait, take what came, do what is due, tell, send. */
    private void turn(long timeoutNs) throws IOException {
        sockets.receive(commands.isEmpty() ? timeoutNs : 0, datagram -> {
            host.handle(datagram, nowNs());
            drain();
        });
        while (commands.runNext(host)) {
            drain();
        }
        if (host.deadlineNs() <= nowNs()) {
            host.timeout(nowNs());
            drain();
        }
    }

    /** Deletes every IKE SA, and waits a moment for the answers. */
    private void sayGoodbye() throws IOException {
        host.closeAll("this host shuts down", nowNs());
        drain();
        long endNs = nowNs() + CLOSE_PATIENCE_NS;
        while (host.sessionCount() > 0 && nowNs() < endNs) {
            turn(untilNs(Math.min(host.deadlineNs(), endNs)));
        }
        host.abandonAll("this host shuts down", nowNs());
        drain();
    }

    /** SAs first, then datagrams: the peer must not learn of an SA that is not installed. */
    private void drain() {
        for (var event = host.pollEvent(); event.isPresent(); event = host.pollEvent()) {
            take(event.get());
        }
        for (var datagram = host.pollDatagram(); datagram.isPresent(); datagram = host.pollDatagram()) {
            if (!sockets.send(datagram.get())) {
                LOG.log(Level.DEBUG, "could not send to {0}", datagram.get().endpoints());
            }
        }
    }

    private void take(HostEvent event) {
        if (event instanceof HostEvent.InstallChild install) {
            install(install.peer(), install.child(), settings.protection()::install, true);
        } else if (event instanceof HostEvent.InstallInbound install) {
            install(install.peer(), install.child(), settings.protection()::installInbound, false);
        } else if (event instanceof HostEvent.InstallOutbound install) {
            install(install.peer(), install.child(), settings.protection()::installOutbound, true);
        } else if (event instanceof HostEvent.RemoveChild remove) {
            remove(remove);
        } else if (event instanceof HostEvent.AskRevocation ask) {
            ask.queries().forEach(query -> fetcher.ask(query, this::revocationAnswered));
        }
        try {
            settings.events().accept(event);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a listener failed on " + event, e);
        }
    }

    private void revocationAnswered(RevocationQuery query, Optional<Bytes> content) {
        call(owner -> {
                    owner.revocationAnswered(query, content, nowNs());
                    return true;
                })
                .exceptionally(e -> {
                    LOG.log(Level.DEBUG, "nobody waits for {0} any more", query.at());
                    return false;
                });
    }

    private void remove(HostEvent.RemoveChild remove) {
        try {
            settings.protection().remove(remove.path(), remove.spis());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the SAs of " + remove.path() + " could not be removed", e);
        }
    }

    /** One step of installing; the keys are needed no longer after the last. */
    private interface Installation {
        void install(ChildSa child) throws IOException;
    }

    private void install(PeerId peer, ChildSa child, Installation step, boolean last) {
        try {
            step.install(child);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "the SAs of " + child.path() + " cannot be installed; the path stays blocked", e);
            host.discard(peer, child.path(), child.spis(), "the data plane refused it", nowNs());
        } finally {
            if (last) {
                child.wipe();
            }
        }
    }

    /** Deletes every IKE SA and with it every Child SA, and stops. Waits a second at most for the peers' answers. */
    @Override
    public void close() {
        closing = true;
        sockets.wakeup();
        try {
            thread.join(TimeUnit.NANOSECONDS.toMillis(2 * CLOSE_PATIENCE_NS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
