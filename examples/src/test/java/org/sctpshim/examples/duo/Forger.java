package org.sctpshim.examples.duo;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;

/** Puts whole Ethernet frames on a link, as if the host at its end had sent them: what an attacker on the path can do. */
final class Forger implements AutoCloseable {
    /** The calls of the C library that this takes. */
    interface C extends Library {
        int open(String path, int flags);

        int setns(int fd, int type);

        int if_nametoindex(String name);

        int socket(int family, int type, int protocol);

        int bind(int fd, byte[] address, int length);

        long send(int fd, byte[] bytes, long length, int flags);

        int close(int fd);
    }

    private static final C LIBC = Native.load("c", C.class);
    private static final int CLONE_NEWNET = 0x40000000;
    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW = 3;
    private static final int SOCKADDR_LL_BYTES = 20;

    private final int socket;

    private Forger(int socket) {
        this.socket = socket;
    }

    /** Speaks on a link in the place of a host. */
    static Forger of(String host, String link) {
        CompletableFuture<Integer> opened = new CompletableFuture<>();
        // A thread of its own: it enters the host's network namespace and never leaves it; the socket stays there.
        new Thread(() -> opened.complete(open(host, link)), "opens a packet socket").start();
        return new Forger(opened.join());
    }

    private static int open(String host, String link) {
        int namespace = LIBC.open("/run/netns/" + host, 0);
        LIBC.setns(namespace, CLONE_NEWNET);
        LIBC.close(namespace);
        // Without a protocol it receives nothing.
        int socket = LIBC.socket(AF_PACKET, SOCK_RAW, 0);
        byte[] address = ByteBuffer.allocate(SOCKADDR_LL_BYTES)
                .order(ByteOrder.nativeOrder())
                .putShort((short) AF_PACKET)
                .putShort((short) 0)
                .putInt(LIBC.if_nametoindex(link))
                .array();
        LIBC.bind(socket, address, address.length);
        return socket;
    }

    void send(byte[] frame) throws IOException {
        if (LIBC.send(socket, frame, frame.length, 0) != frame.length) {
            throw new IOException("a forged frame did not get out, errno " + Native.getLastError());
        }
    }

    @Override
    public void close() {
        LIBC.close(socket);
    }
}
