package org.sctpshim.ike.host;

import java.lang.reflect.Field;

/** The message ids of a host's current IKE SA, which a test may bring near their end: four thousand million are many. */
final class MessageIds {
    private final Object established;

    private MessageIds(Object established) {
        this.established = established;
    }

    static MessageIds of(TestHost host) {
        Object scope = read(host.ike, "scope");
        SessionEntry entry = ((SessionTable) read(scope, "sessions")).ofPeer(host.peer());
        if (entry == null) {
            throw new AssertionError("no IKE SA");
        }
        return new MessageIds(read(entry.session(), "phase"));
    }

    /** The host's next request has this message id. */
    void skipTo(long id) {
        write(read(read(established, "requests"), "window"), "nextId", id);
    }

    /** The next request of the peer is expected to have this message id. */
    void expect(long id) {
        write(read(read(established, "peerRequests"), "replies"), "lowestUnseen", id);
    }

    private static Object read(Object from, String field) {
        try {
            return field(from, field).get(from);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static void write(Object into, String field, long value) {
        try {
            field(into, field).setLong(into, value);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static Field field(Object of, String name) throws NoSuchFieldException {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
