package org.sctpshim.shim.architecture.core;

import com.sun.nio.sctp.SctpChannel;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.channels.DatagramChannel;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/** A sample of what the rules forbid. Never run. */
public final class BreaksEveryCoreRule {
    private BreaksEveryCoreRule() {}

    static LongSupplier clockByReference() {
        return System::nanoTime;
    }

    static long clockByCall() {
        return System.currentTimeMillis();
    }

    static Instant now() {
        return Instant.now();
    }

    static Clock clock() {
        return Clock.systemUTC();
    }

    static Random randomness() throws NoSuchAlgorithmException {
        return ThreadLocalRandom.current().nextBoolean() ? SecureRandom.getInstanceStrong() : new SecureRandom();
    }

    static Random seeded() {
        return new Random(1);
    }

    static Thread thread() {
        return new Thread(() -> {});
    }

    static ExecutorService threads() {
        return Executors.newCachedThreadPool();
    }

    static CompletableFuture<Void> hiddenThread() {
        return CompletableFuture.runAsync(() -> {});
    }

    static DatagramSocket socket() throws IOException {
        return new DatagramSocket();
    }

    static DatagramChannel channel() throws IOException {
        return DatagramChannel.open();
    }

    static void namesSctp(SctpChannel channel) {}

    static boolean callsSctp(SctpChannel channel) {
        return channel.isConnectionPending();
    }
}
