package org.sctpshim.esp.linux;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hears what the kernel tells of its SAs (the multicast groups of {@code linux/xfrm.h}). Layouts: {@code struct
 * xfrm_user_expire} and {@code xfrm_user_mapping}.
 *
 * <p>Acquires, packets that want an SA, are no topic: while anybody listens to them the kernel makes room for the SA and
 * holds it for minutes, and an SA with the SPI that a policy asks for cannot be added meanwhile. A pair without an SA is
 * blocked by a policy that wants none, so there would be nothing to hear either.
 *
 * <p>Threads: {@link #take} belongs to one thread; closing is any thread's.
 */
public final class XfrmEvents implements Closeable {

    private static final int XFRM_MSG_EXPIRE = 24;
    private static final int XFRM_MSG_MAPPING = 38;

    private static final int MAPPING_SPI_AT = 16;
    private static final int MAPPING_FAMILY_AT = 20;
    private static final int MAPPING_SOURCE_AT = 44;
    private static final int MAPPING_PORT_AT = 62;

    /** What can be heard of. */
    public enum Topic {
        /** SAs that reach a limit. */
        EXPIRE(1 << 1),
        /** SAs whose peer is behind a NAT that has changed its mind. */
        MAPPING(1 << 7);

        private final int group;

        Topic(int group) {
            this.group = group;
        }
    }

    private final MulticastSocket socket;

    private XfrmEvents(MulticastSocket socket) {
        this.socket = socket;
    }

    /** Listens in the calling thread's network namespace. */
    public static XfrmEvents open(Set<Topic> topics) throws IOException {
        int groups = topics.stream().mapToInt(topic -> topic.group).sum();
        return new XfrmEvents(MulticastSocket.open(NetlinkSocket.NETLINK_XFRM, groups, "events of SAs"));
    }

    /** Takes what waits. */
    public List<XfrmEvent> take() throws IOException {
        List<XfrmEvent> events = new ArrayList<>();
        boolean complete = socket.take((type, body) -> {
            XfrmEvent event = read(new NetlinkMessage(type, body));
            if (event != null) {
                events.add(event);
            }
        });
        if (!complete) {
            events.add(new XfrmEvent.Lost());
        }
        return events;
    }

    private static @Nullable XfrmEvent read(NetlinkMessage message) {
        return switch (message.type()) {
            case XFRM_MSG_EXPIRE ->
                new XfrmEvent.Expired(
                        XfrmStates.spi(message),
                        XfrmStates.destination(message),
                        message.octet(XfrmStates.STATE_BYTES) != 0);
            case XFRM_MSG_MAPPING -> {
                boolean ipv6 = message.half(MAPPING_FAMILY_AT) == Libc.AF_INET6;
                yield new XfrmEvent.Remapped(
                        message.spi(MAPPING_SPI_AT),
                        XfrmSelector.address(message, 0, ipv6),
                        XfrmSelector.address(message, MAPPING_SOURCE_AT, ipv6),
                        message.port(MAPPING_PORT_AT));
            }
            default -> null;
        };
    }

    int descriptor() {
        return socket.descriptor();
    }

    @Override
    public void close() {
        socket.close();
    }
}
