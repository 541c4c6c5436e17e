package org.sctpshim.esp.linux;

import java.io.IOException;

/**
 * Waits until one of a fixed list of descriptors can be read ({@code poll(2)}).
 *
 * <p>Threads: belongs to one thread.
 */
public final class ReadinessPoll {

    private static final int ENTRY_BYTES = 8;
    private static final int EVENTS_AT = 4;
    private static final int REVENTS_AT = 6;

    private final NativeMemory entries;
    private final int count;

    ReadinessPoll(int... descriptors) {
        this.count = descriptors.length;
        this.entries = NativeMemory.allocate(Math.max(1, count) * ENTRY_BYTES);
        for (int index = 0; index < count; index++) {
            entries.buffer().putInt(index * ENTRY_BYTES, descriptors[index]);
            entries.buffer().putShort(index * ENTRY_BYTES + EVENTS_AT, Libc.POLLIN);
        }
    }

    /** The event at index 0. */
    public static ReadinessPoll of(EventFd event) {
        return new ReadinessPoll(event.descriptor());
    }

    /** The event at index 0, the changes at index 1. */
    public static ReadinessPoll of(EventFd event, RouteChanges changes) {
        return new ReadinessPoll(event.descriptor(), changes.descriptor());
    }

    /** The event at index 0, what the kernel tells of SAs at index 1. */
    public static ReadinessPoll of(EventFd event, XfrmEvents events) {
        return new ReadinessPoll(event.descriptor(), events.descriptor());
    }

    /** The event at index 0, the device at index 1. */
    public static ReadinessPoll of(EventFd event, TunDevice device) {
        return new ReadinessPoll(event.descriptor(), device.descriptor());
    }

    /** The event at index 0, the sockets from index 1. */
    public static ReadinessPoll of(EventFd event, Iterable<? extends MessageSocket> sockets) {
        int[] descriptors = {event.descriptor()};
        for (MessageSocket socket : sockets) {
            descriptors = java.util.Arrays.copyOf(descriptors, descriptors.length + 1);
            descriptors[descriptors.length - 1] = socket.descriptor();
        }
        return new ReadinessPoll(descriptors);
    }

    /**
     * Waits.
     *
     * @param timeoutMs milliseconds, 0 for a look, -1 for ever
     * @return how many can be read; 0 also when a signal came first
     */
    public int await(int timeoutMs) throws IOException {
        int ready = Libc.poll(entries.address(), count, timeoutMs);
        if (ready < 0 && Libc.errno() != Errno.EINTR.number()) {
            throw SyscallException.last("poll of " + count + " descriptors");
        }
        return Math.max(ready, 0);
    }

    /** Whether the descriptor at this index can be read, or has failed and a read would tell how. */
    public boolean isReady(int index) {
        return entries.buffer().getShort(index * ENTRY_BYTES + REVENTS_AT) != 0;
    }
}
